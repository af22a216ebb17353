import { SlideDetail } from '@parfocal/shared/api';
import { request } from './request';

export const slide = (slideId: string): Promise<SlideDetail> => request(`/api/slides/${encodeURIComponent(slideId)}`, SlideDetail);
