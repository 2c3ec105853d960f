import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const gallery = 'http://gallery.test/tests/gallery/index.html';

/** The gallery as files of the project: it needs no server and no WordPress. */
async function serve(page: Page): Promise<void> {
  await page.route('http://gallery.test/**', (route) =>
    route.fulfill({ path: project + decodeURIComponent(new URL(route.request().url()).pathname) }),
  );
}

async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset['gallery'] === 'ready');
}

/** What sticks out of the dialog or of the window, by class. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]');
    const places = dialog ? [dialog, ...dialog.querySelectorAll('.dolisync-dialog__view, .dolisync-dialog__view > *')] : [];
    places.push(...document.querySelectorAll('.dolisync-dashboard, .dolisync-part, .dolisync-card, .dolisync-virtual, .dolisync-virtual__row'));
    const wide = places.filter((place) => place.scrollWidth > place.clientWidth + 1).map((place) => place.className);
    const box = dialog?.getBoundingClientRect();
    if (box && (box.left < 0 || box.right > window.innerWidth)) wide.push('the dialog itself');
    return wide;
  });
}

test('every state of the panel, wide and narrow: axe finds nothing, nothing sticks out, no error', async ({ page }) => {
  test.setTimeout(900_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await serve(page);
  await show(page, gallery);
  const states = await page.locator('.gallery-states a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(states.length).toBeGreaterThan(70);
  for (const state of states) {
    await show(page, state);
    const where = (await page.locator('.dolisync-dashboard').count())
      ? '.dolisync-dashboard'
      : (await page.locator('dialog[open]').count())
        ? '#dolisync-overlay'
        : '[data-dolisync="cell"]';
    for (const width of [1280, 782, 360]) {
      await page.setViewportSize({ width, height: 860 });
      const { violations } = await new AxeBuilder({ page }).include(where).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      expect.soft(found, `${state} at ${width} pixels`).toEqual([]);
      expect.soft(await tooWide(page), `${state} at ${width} pixels`).toEqual([]);
    }
  }
  expect(errors).toEqual([]);
});
