import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { looseText, misplaced, violations } from '../support/accessibility.ts';

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

/** Where the state is: the dialog where one is open, otherwise the dashboard or the list. */
async function placeOf(page: Page): Promise<string> {
  for (const place of ['dialog[open]', '.dolisync-dashboard']) {
    if ((await page.locator(place).count()) > 0) return place;
  }
  return '[data-dolisync="cell"], [data-dolisync="notices"]';
}

// In parts, so that several workers can share them.
const parts = 6;
for (let part = 0; part < parts; part++) {
  test(`every state of the panel, part ${part + 1}: axe finds nothing, nothing sticks out, overlaps or moves`, async ({ page }) => {
    test.setTimeout(300_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await serve(page);
    await show(page, gallery);
    const states = await page.locator('.gallery-states a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(states.length).toBeGreaterThan(70);
    for (const state of states.filter((_, at) => at % parts === part)) {
      await show(page, state);
      const where = await placeOf(page);
      expect.soft(await moving(page), state).toEqual([]);
      // 320 pixels are what is left of 1280 for who enlarges everything four times.
      for (const width of [1280, 782, 320]) {
        await page.setViewportSize({ width, height: 860 });
        const at = `${state} at ${width} pixels`;
        // What depends on the width is looked at again.
        expect.soft(await violations(page, where, width === 1280 ? undefined : ['color-contrast', 'target-size', 'scrollable-region-focusable']), at).toEqual([]);
        expect.soft(await misplaced(page, where), at).toEqual([]);
        await page.evaluate(() => (document.documentElement.dir = 'rtl'));
        expect.soft(await misplaced(page, where), `${at}, from right to left`).toEqual([]);
        await page.evaluate(() => (document.documentElement.dir = 'ltr'));
      }
      const loose = await page.addStyleTag({ content: looseText });
      expect.soft(await misplaced(page, where), `${state}, looser text`).toEqual([]);
      await loose.evaluate((element) => (element as unknown as Element).remove());
    }
    expect(errors).toEqual([]);
  });
}

/** What moves although the person wants less of it. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.getAnimations().filter((animation) => animation.playState === 'running').map((animation) => {
      const { target } = animation.effect as KeyframeEffect;
      return `${(animation as CSSAnimation).animationName ?? 'transition'} of ${target?.className}`;
    }),
  );
}
