import type { Page } from '@playwright/test';
import { cron } from '../support/automation.ts';
import { Dashboard } from '../support/dashboard.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { killServer, site } from '../support/environment.ts';
import { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

const products = 1000;
/** What some module of Dolibarr garbles. */
const broken = [250, 777];

interface Stage {
  entity: string;
  done: number;
  created: number;
  failed: number;
}

interface Run {
  state: string;
  stages: Stage[];
}

/** The run as WordPress knows it, asked from a page that does not work at it. */
async function run(watcher: ProductList): Promise<Run> {
  return (await watcher.rest('GET', 'mass-sync/runs/current')).body.run;
}

async function untilDone(watcher: ProductList, share: number): Promise<void> {
  await expect
    .poll(async () => (await run(watcher)).stages[0]!.done, { timeout: 60_000, intervals: [200] })
    .toBeGreaterThanOrEqual(share * products);
}

/** The titles of all products, as anybody may read them. */
async function titles(page: Page): Promise<string[]> {
  return page.evaluate(async (root) => {
    const nonce = (window as any).dolisyncBoot.nonce;
    const found: string[] = [];
    for (let number = 1; ; number++) {
      const answer = await fetch(`${root}/wp-json/wp/v2/wps-product?status=any&context=edit&orderby=id&per_page=100&page=${number}`, {
        headers: { 'X-WP-Nonce': nonce },
      });
      if (!answer.ok) return found;
      found.push(...(await answer.json()).map((product: any) => new DOMParser().parseFromString(product.title.raw, 'text/html').body.textContent));
    }
  }, site);
}

test.describe('A shop that has nothing yet, and a Dolibarr with a thousand products', () => {
  test.use({ start: { empty: true } });
  test.setTimeout(300_000);

  test('the tab is closed, the server is killed, Dolibarr fails now and then: every good record arrives, once', async ({ list, context, words }) => {
    const { page } = list;
    const dashboard = new Dashboard(page);
    await dolibarr.reset(products);
    await dolibarr.settings({ garbled_products: broken });
    await dashboard.preview('products');
    expect((await dashboard.numbers())[0]).toBe(products - broken.length);
    await expect(page.locator('[data-kind="failed"] li')).toHaveCount(broken.length);

    // Slow enough to be interrupted; more than one call in twenty fails.
    await dolibarr.fail(
      { kind: 'latency', method: 'GET', path: '/products', ms: 700 },
      ...[2, 9, 16, 23, 30].map((nth) => ({ kind: 'html_500' as const, method: 'GET', path: '/products', nth })),
    );
    const watcher = new ProductList(await context.newPage(), words);
    await watcher.page.goto('/wp-admin/edit.php?post_type=wps-product');
    await dashboard.start();
    await expect(dashboard.dialog).toHaveCount(0);
    await untilDone(watcher, 0.3);
    await page.close();

    // Nobody has the page open: the site's own cron goes on, until its server is killed.
    const dies = cron().catch(() => undefined);
    await untilDone(watcher, 0.6);
    expect((await run(watcher)).state).toBe('running');
    killServer();
    await dies;
    await expect
      .poll(async () => (await run(watcher).catch(() => null))?.state, { timeout: 30_000 })
      .toBe('running');

    // It is back. A person opens the page again, and it goes on from there.
    const again = await context.newPage();
    await again.goto('/wp-admin/admin.php?page=dolisync-dashboard#mass-sync');
    await expect(again.locator('[data-act="anew"]')).toBeVisible({ timeout: 180_000 });
    const done = await run(watcher);
    expect(done.state).toBe('done');
    expect(done.stages).toMatchObject([{ entity: 'products', done: products, created: products - broken.length, failed: broken.length }]);
    await expect(again.locator('[data-kind="failed"] li')).toHaveCount(broken.length);
    for (const id of broken) await expect(again.locator('[data-kind="failed"]')).toContainText(`#Doli : ${id}`);

    await dolibarr.heal();
    const good = (await dolibarr.products()).filter((product) => !broken.includes(Number(product.id)));
    expect((await titles(again)).sort()).toEqual(good.map((product) => product.label).sort());

    // The two are mended in Dolibarr, and tried again by themselves.
    await dolibarr.settings({ garbled_products: [] });
    await again.locator('[data-act="retry"]').click();
    await expect.poll(async () => (await run(watcher)).stages[0]!.created, { timeout: 60_000 }).toBe(products);
    await expect(again.locator('[data-kind="failed"] li')).toHaveCount(0);
    expect((await titles(again)).sort()).toEqual((await dolibarr.products()).map((product) => product.label).sort());
    expect(await dolibarr.writes()).toEqual([]);
  });
});
