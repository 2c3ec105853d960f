import type { Page } from '@playwright/test';
import { work } from '../support/automation.ts';
import { Dashboard } from '../support/dashboard.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** What runs wherever a page takes it for its own HTML, in an element, an attribute or a script. */
const evil = (place: string) =>
  `</title></script>'"><img src=x onerror="window.dolisyncRan='${place}'"><svg onload="window.dolisyncRan='${place}'">&lt;script&gt;window.dolisyncRan=1&lt;/script&gt;`;

test('names with scripts in them run on no screen', async ({ list, page, words }) => {
  test.setTimeout(180_000);
  let screens = 0;
  const quiet = async (screen: string, on: Page = page) => {
    await on.waitForLoadState('networkidle');
    const found = await on.evaluate(() => ({
      ran: (window as any).dolisyncRan,
      handlers: document.querySelectorAll('img[onerror], svg[onload]').length,
    }));
    expect(found, screen).toEqual({ ran: undefined, handlers: 0 });
    screens++;
  };

  const parent = await dolibarr.category(evil('category'));
  for (const { id } of await dolibarr.products()) {
    await dolibarr.change(Number(id), { label: `${evil('label')} ${id}`, description: `<p>${evil('description')}</p>` });
    await dolibarr.intoCategory(parent, Number(id));
  }
  const party = await dolibarr.create('thirdparties', { name: evil('party'), address: evil('address'), town: evil('town'), client: 1 });
  await dolibarr.create('orders', {
    socid: party,
    date: 1_789_948_800,
    lines: [{ fk_product: 0, desc: evil('line'), qty: 1, subprice: 10, tva_tx: 20 }],
  });

  // The list, and the dialog in each of its steps.
  await list.open();
  await quiet('list');
  const red = await list.oneWith('unlinked');
  await list.press(red);
  await expect(list.view('selection')).toBeVisible();
  await list.search.fill('img');
  await expect(list.options.first()).toBeVisible();
  await quiet('selection');
  const option = list.dialog.locator('[role="option"]:not([aria-disabled="true"])').first();
  await option.click();
  await list.button(words.goOn).click();
  await expect(list.view('comparison')).toBeVisible();
  await quiet('comparison');
  await list.button(words.keepDolibarr).click();
  await quiet('what would change');
  await list.button(words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
  await quiet('result');
  await list.button(words.close).click();
  await list.open();
  await quiet('list with the new title');
  await list.press(red);
  await expect(list.view('comparison')).toBeVisible();
  await quiet('versions and history');

  // The dashboard: pairs, a preview, a whole run and its report.
  const dashboard = new Dashboard(page);
  await dashboard.open();
  await quiet('overview');
  await dashboard.open('prepare/create');
  await quiet('create');
  await dashboard.open('prepare/associate');
  await dashboard.compare();
  await quiet('bulk association');
  await dashboard.preview('categories', 'products', 'third_parties', 'proposals', 'orders', 'invoices');
  await quiet('preview');
  await dashboard.start();
  await expect(dashboard.order('undo')).toBeVisible({ timeout: 90_000 });
  await quiet('report');

  // WordPress's pages and DoliSync's own tables.
  work('nextDay');
  await dolibarr.change(62, { price: '99' });
  for (const path of [
    'admin.php?page=dolisync-dashboard',
    'admin.php?page=dolisync-journal',
    'admin.php?page=dolisync-waiting',
    'admin.php?page=dolisync-associations',
    'admin.php?page=dolisync-settings',
    'edit-tags.php?taxonomy=wps-product-cat&post_type=wps-product',
    'edit.php?post_type=wps-third-party',
    'edit.php?post_type=wps-order',
    `post.php?post=${red}&action=edit`,
    'site-health.php?tab=debug',
  ]) {
    await page.goto(`/wp-admin/${path}`);
    await quiet(path);
  }
  for (const type of ['wps-third-party', 'wps-order']) {
    await page.goto(`/wp-admin/edit.php?post_type=${type}&orderby=date&order=desc`);
    for (const link of await page.locator('a.row-title').evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href))) {
      await page.goto(link);
      await quiet(link);
    }
  }
  tried('screens with scripts in every name that Dolibarr has: none ran, none is in the page', screens);
});
