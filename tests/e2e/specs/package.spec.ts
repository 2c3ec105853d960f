import type { Page } from '@playwright/test';
import { dolibarr } from '../support/dolibarr.ts';
import { dolibarrAddress, required, run } from '../support/environment.ts';
import { watchHosts } from '../support/hosts.ts';
import { chooseCounterpart, expectSameEverywhere, synchronize } from '../support/journeys.ts';
import { logIn, ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

interface Traces {
  products: string[];
  tables?: string[];
  options?: string[];
}

/** What DoliSync has left in the clean site, and the titles of its products. */
function traces(): Traces {
  return JSON.parse(run('DOLISYNC_E2E_TRACES')) as Traces;
}

/** Deactivates or activates DoliSync on the page of the plugins. */
async function turn(page: Page, how: 'deactivate' | 'activate'): Promise<void> {
  await page.goto('/wp-admin/plugins.php');
  await page.locator(`#${how}-dolisync`).click();
  await expect(page.locator('#message')).toContainText(how === 'activate' ? 'Plugin activated.' : 'Plugin deactivated.');
}

/** What waits to be carried over, as the page tells it. */
async function waiting(page: Page): Promise<string> {
  await page.goto('/wp-admin/edit.php?post_type=wps-product&page=dolisync-waiting');
  return page.locator('#the-list').innerText();
}

async function addProduct(page: Page, title: string, reference: string): Promise<void> {
  await page.goto('/wp-admin/post-new.php?post_type=wps-product');
  await page.locator('#title').fill(title);
  await page.locator('[name="dolisync_product[reference]"]').fill(reference);
  await page.locator('#publish').click();
  await expect(page.locator('#message')).toBeVisible();
}

test.describe('the zip', () => {
  test.use({ baseURL: process.env['DOLISYNC_E2E_CLEAN_SITE'] ?? 'http://127.0.0.1' });
  test.setTimeout(180_000);

  test('installs in a clean WordPress, does its job, keeps everything while it is off, and leaves nothing when told so', async ({
    page,
    words,
    pageErrors,
  }) => {
    const clean = required('DOLISYNC_E2E_CLEAN_SITE');
    const list = new ProductList(page, words);
    const hosts = watchHosts(page);
    await dolibarr.reset();
    const other = (await dolibarr.products()).find((product) => Number(product.price) > 0)!;
    await logIn(page);
    expect(traces()).toEqual({ products: [] });

    await page.goto('/wp-admin/plugin-install.php?tab=upload');
    await page.locator('#pluginzip').setInputFiles(required('DOLISYNC_E2E_ZIP'));
    await page.locator('#install-plugin-submit').click();
    await expect(page.getByText('Plugin installed successfully.')).toBeVisible();
    await page.getByRole('link', { name: 'Activate Plugin' }).click();
    await expect(page.locator('#message')).toContainText('Plugin activated.');

    await page.locator('tr[data-slug="dolisync"]').getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Address of Dolibarr').fill(dolibarrAddress);
    await page.getByLabel('API key').fill('admin-key');
    await page.getByRole('button', { name: 'Save Changes' }).last().click();
    await expect(page.getByText(/The connection works: Dolibarr 16/)).toBeVisible();

    await addProduct(page, 'Not what Dolibarr calls it', other.ref);
    await list.open();
    const id = await list.oneWith('unlinked');
    await chooseCounterpart(list, id, Number(other.id));
    await list.button(words.keepDolibarr).click();
    await synchronize(list);
    await expectSameEverywhere(list, id);
    await list.button(words.close).click();
    await list.expectStatus(id, 'synced', words.synced);
    expect(traces().products).toEqual([other.label]);

    // Another one, which waits for the cron.
    await addProduct(page, 'Only in the shop', 'ONLY-HERE');
    const before = { traces: traces(), waiting: await waiting(page) };
    expect(before.waiting).toContain('Only in the shop');
    await turn(page, 'deactivate');
    await turn(page, 'activate');
    expect({ traces: traces(), waiting: await waiting(page) }).toEqual(before);
    await list.open();
    await list.expectStatus(id, 'synced', words.synced);
    expect((await list.state(id)).dolibarr_id).toBe(Number(other.id));

    await page.goto('/wp-admin/edit.php?post_type=wps-product&page=dolisync-settings&tab=data');
    await page.locator('[name="dolisync_delete_data"]').check();
    await page.getByRole('button', { name: 'Save Changes' }).last().click();
    await expect(page.getByText('Settings saved.')).toBeVisible();
    await turn(page, 'deactivate');
    page.on('dialog', (dialog) => dialog.accept());
    await page.locator('#delete-dolisync').click();
    await expect(page.locator('tr.plugin-deleted-tr')).toContainText('DoliSync was successfully deleted.');
    expect(traces()).toEqual({ products: [other.label, 'Only in the shop'] });

    expect([...hosts]).toEqual([clean]);
    expect(pageErrors).toEqual([]);
  });
});
