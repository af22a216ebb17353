/** Whether a WebSocket to the server opens and the server speaks first on it: some proxies open one and carry nothing. */
export function reachesByWebSocket(timeoutMs: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const end = (reaches: boolean): void => {
      clearTimeout(timer);
      socket.close();
      done(reaches);
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    socket.onmessage = () => end(true);
    socket.onerror = () => end(false);
    socket.onclose = () => end(false);
  });
}
