import type { Page } from '@playwright/test';

/** The hosts that a page asks for anything, from now on; what is in the page itself has none. */
export function watchHosts(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http')) hosts.add(url.origin);
  });
  return hosts;
}
