import { type Component } from 'vue';
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import { type MessageKey } from '@/i18n';
import { guardRoutes } from './guard';

declare module 'vue-router' {
  interface RouteMeta {
    /** The page's name in the browser's tab. */
    title: MessageKey;
    /** Seen without signing in. */
    open?: boolean;
  }
}

type Page = () => Promise<{ default: Component }>;
const login: Page = () => import('@/pages/LoginPage.vue');
const worklist: Page = () => import('@/pages/WorklistPage.vue');
const session: Page = () => import('@/pages/SessionPage.vue');
const view: Page = () => import('@/pages/ViewPage.vue');
const notFound: Page = () => import('@/pages/NotFoundPage.vue');

export const ROUTES: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/cases' },
  { path: '/login', name: 'login', component: login, meta: { title: 'people.signIn', open: true } },
  { path: '/cases/:caseId?', name: 'cases', component: worklist, props: true, meta: { title: 'cases.title' } },
  { path: '/cases/:caseId/slides/:slideId', name: 'view', component: view, props: true, meta: { title: 'session.title' } },
  { path: '/s/:sessionId', name: 'session', component: session, props: true, meta: { title: 'session.title' } },
  { path: '/:rest(.*)*', name: 'not-found', component: notFound, meta: { title: 'app.notFound.title', open: true } },
];

export function createRoutes(): Router {
  const router = createRouter({ history: createWebHistory(), routes: [...ROUTES] });
  guardRoutes(router);
  return router;
}
