import type { Page } from '@playwright/test';
import { Account } from '../support/account.ts';
import { work } from '../support/automation.ts';
import { Dashboard } from '../support/dashboard.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { site } from '../support/environment.ts';
import { connected, unconnected, type Screen } from '../support/screens.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';
import { secretOf } from '../support/webhook.ts';

/** What runs wherever a page takes it for its own HTML, in an element, an attribute or a script. */
const evil = (place: string) =>
  `</title></script>'"><img src=x onerror="window.dolisyncRan='${place}'"><svg onload="window.dolisyncRan='${place}'">&lt;script&gt;window.dolisyncRan=1&lt;/script&gt;`;
const asHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Fails when something of a name is part of the page, or ran. */
async function expectQuiet(screen: string, page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const found = await page.evaluate(() => ({
    ran: (window as any).dolisyncRan,
    handlers: document.querySelectorAll('img[onerror], svg[onload]').length,
    scripts: [...document.scripts].filter((one) => /^window\.dolisyncRan/.test(one.text)).length,
  }));
  expect(found, screen).toEqual({ ran: undefined, handlers: 0, scripts: 0 });
}

/** Names with scripts on both sides: equal where they were equal before, so that the demo has all its examples. */
async function poison(): Promise<void> {
  const parent = await dolibarr.category(evil('category'));
  for (const { id, label, description } of await dolibarr.products()) {
    await dolibarr.change(Number(id), { label: label + evil('label'), description: `${description ?? ''}<p>${evil('description')}</p>` });
    await dolibarr.intoCategory(parent, Number(id));
  }
  await dolibarr.change(64, { barcode: evil('barcode').slice(0, 120) });
  const party = await dolibarr.create('thirdparties', { name: evil('party'), address: evil('address'), town: evil('town'), phone: evil('phone'), client: 1 });
  const lines = [{ fk_product: 0, desc: evil('line'), qty: 1, subprice: 10, tva_tx: 20 }];
  await dolibarr.create('orders', { socid: party, date: 1_789_948_800, lines });
  await dolibarr.create('proposals', { socid: party, date: 1_789_948_800, lines });
  const administrator = await Account.of('admin');
  const headers = { 'X-WP-Nonce': administrator.nonce };
  const products = await administrator.http.get('/wp-json/wp/v2/wps-product?per_page=100&status=any&context=edit', { headers });
  for (const { id, title } of (await products.json()) as { id: number; title: { raw: string } }[]) {
    const changed = await administrator.http.post(`/wp-json/wp/v2/wps-product/${id}`, { headers, data: { title: title.raw + asHtml(evil('title')) } });
    expect(changed.status()).toBe(200);
  }
  await administrator.close();
}

test('names with scripts in them run on no screen', async ({ list, page, pageErrors }) => {
  test.setTimeout(300_000);
  await poison();
  const dashboard = new Dashboard(page);
  let count = 0;
  const quiet = async (screen: string) => {
    await expectQuiet(screen, page);
    count++;
  };

  // Every screen that there is: whoever adds one adds it to these lists.
  const go = async (through: Screen[]) => {
    for (const { name, open } of through) {
      await test.step(name, () => open(list, dashboard));
      await quiet(name);
    }
    pageErrors.length = 0;
  };
  await go(connected);

  // The search finds it, and the results are drawn by the panel.
  await list.open();
  const red = await list.oneWith('unlinked');
  await list.press(red);
  await list.search.fill('img');
  await expect(list.options.first()).toBeVisible();
  await quiet('search');

  // What is said of many products at once, and asked before.
  await list.open();
  const every = async (action: string) => {
    await page.locator('#cb-select-all-1').check();
    await page.locator('#bulk-action-selector-top').selectOption(`dolisync_${action}`);
    await page.locator('#doaction').click();
  };
  await dolibarr.change(62, { price: '99' });
  await every('synchronize');
  await expect(page.locator('#dolisync-bulk-result')).toContainText('onerror');
  await quiet('result of many');
  await list.open();
  await every('dissociate');
  await expect(page.locator('.dolisync-page .ul-disc')).toContainText('onerror');
  await quiet('question about many');

  // What went wrong, and with which product.
  const administrator = await Account.of('admin');
  const secret = await secretOf(administrator);
  await dolibarr.fail({ kind: 'html_500', path: '/products/62' });
  await fetch(`${site}/wp-json/dolisync/v1/webhook?secret=${secret}`, { method: 'POST', body: JSON.stringify({ triggercode: 'PRODUCT_MODIFY', object: { id: '62' } }) });
  await administrator.ask({ method: 'POST', route: 'settings', body: { policy: 'automatic' } });
  work('hourLater');
  await dolibarr.heal();
  await administrator.close();
  await page.goto('/wp-admin/admin.php?page=dolisync-waiting');
  await expect(page.locator('.dolisync-page tbody')).toContainText('onerror');
  await quiet('what waits');
  // Without the panel: what PHP says.
  await page.route('**/panel_bg.wasm', (route) => route.abort());
  await page.goto('/wp-admin/admin.php?page=dolisync-dashboard');
  await expect(page.locator('#dolisync-dashboard')).toContainText('onerror');
  await quiet('dashboard without the panel');
  await list.page.goto('/wp-admin/edit.php?post_type=wps-product');
  await quiet('list without the panel');
  await page.unrouteAll();
  pageErrors.length = 0;

  // Associations that are not as they should be, which names another product.
  const [first, second] = (await dolibarr.products()).filter(({ array_options: more }) => !Array.isArray(more) && more['options__wps_id']);
  await dolibarr.change(Number(first!.id), { array_options: { options__wps_id: null } });
  await dolibarr.change(Number(second!.id), { array_options: { options__wps_id: (first!.array_options as Record<string, unknown>)['options__wps_id'] } });
  await page.goto('/wp-admin/admin.php?page=dolisync-associations');
  await page.locator('.dolisync-look button').click();
  await expect(page.locator('.dolisync-page tbody .column-found').first()).toContainText(/\S/);
  await expect(page.locator('.dolisync-page tbody')).toContainText('onerror');
  await quiet('associations');

  // What Dolibarr says of itself.
  await dolibarr.settings({ claimed_version: `16.0.3 ${evil('version')}` });
  await page.goto('/wp-admin/admin.php?page=dolisync-settings');
  await page.locator('[name="dolisync_test"]').click();
  await expect(page.locator('#dolisync-settings-messages')).toContainText('onerror');
  await quiet('settings');
  for (const path of ['admin.php?page=dolisync-settings', 'admin.php?page=dolisync-dashboard', 'site-health.php', 'site-health.php?tab=debug']) {
    await page.goto(`/wp-admin/${path}`);
    await quiet(path);
  }
  await dolibarr.settings({ claimed_version: '' });

  // WordPress's pages of all that came.
  for (const path of [
    'admin.php?page=dolisync-journal',
    'edit-tags.php?taxonomy=wps-product-cat&post_type=wps-product',
    'edit.php?post_type=wps-third-party',
    'edit.php?post_type=wps-order',
    'edit.php?post_type=wps-proposal',
    `post.php?post=${red}&action=edit`,
  ]) {
    await page.goto(`/wp-admin/${path}`);
    await quiet(path);
  }
  for (const type of ['wps-third-party', 'wps-order', 'wps-proposal']) {
    await page.goto(`/wp-admin/edit.php?post_type=${type}&orderby=date&order=desc`);
    for (const link of await page.locator('a.row-title').evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href))) {
      await page.goto(link);
      await quiet(link);
    }
  }

  await go(unconnected);

  // The shop itself, for whoever comes by.
  await page.context().clearCookies();
  await page.goto('/product/');
  await quiet('the shop');
  const links = await page.locator('main a, .wp-site-blocks a, #content a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  const products = [...new Set(links.filter((link) => /\/(product|product-category)\/[^/]+\/$/.test(link)))];
  expect(products.length).toBeGreaterThan(5);
  for (const link of products) {
    await page.goto(link);
    await quiet(link);
  }
  expect(await page.content()).toContain('onerror');
  tried('screens and pages with scripts in every name that Dolibarr and the shop have: none ran, none is in the page', count);
});
