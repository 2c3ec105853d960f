import type { Page } from '@playwright/test';
import {
  createInShop,
  createOnPageOfDolibarr,
  deleteOnPageOfDolibarr,
  editInDolibarr,
  editInShop,
  tableRow,
  work,
} from '../support/automation.ts';
import { dolibarr, type Fault } from '../support/dolibarr.ts';
import { site, type Locale } from '../support/environment.ts';
import { expectSameEverywhere, fieldsOf, synchronize, values } from '../support/journeys.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test.use({ start: { automatic: true } });

/** Dolibarr is out of order, in one way or another. */
const outages: [string, Fault][] = [
  ['answers with an error page', { kind: 'html_500' }],
  ['hangs up', { kind: 'drop' }],
];

/** A green product, whose price is without tax on both sides. */
async function synced(list: ProductList): Promise<{ id: number; dolibarrId: number; title: string }> {
  await list.open();
  for (const id of await list.idsWith('synced')) {
    const state = await list.state(id);
    const dolibarrId = Number(state.dolibarr_id);
    if ((await dolibarr.product(dolibarrId)).price_base_type === 'HT') return { id, dolibarrId, title: state.title };
  }
  throw new Error('the seed has no green product whose price is without tax');
}

/** The products of Dolibarr with this reference. */
async function inDolibarr(reference: string) {
  return (await dolibarr.products()).filter((product) => product.ref === reference);
}

/** The shop's products with this title. */
async function inShop(list: ProductList, title: string): Promise<number[]> {
  await list.page.goto(`/wp-admin/edit.php?post_type=wps-product&s=${encodeURIComponent(title)}`);
  const ids = await list.page.locator('#the-list tr[id^="post-"]').evaluateAll((rows) => rows.map((row) => row.id));
  return ids.map((id) => Number(id.replace('post-', '')));
}

for (const [how, outage] of outages) {
  test.describe(`while Dolibarr ${how}`, () => {
    test('a product that is new in the shop waits, and is created in Dolibarr afterwards, once', async ({ list, page, words }) => {
      await dolibarr.fail(outage);
      const id = await createInShop(list, { title: 'Bol à oreilles', reference: 'BOL-OREILLES', price: '9.5', vat_rate: '20' });
      expect(work().work).toMatchObject({ created: 0, failed: 1 });
      await page.goto('/wp-admin/admin.php?page=dolisync-waiting');
      await expect(tableRow(page, 'Bol à oreilles')).toHaveCount(1);
      await dolibarr.heal();
      work('hourLater');
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
      expect(await inDolibarr('BOL-OREILLES')).toHaveLength(1);
      await expectSameEverywhere(list, id);
      await page.goto('/wp-admin/admin.php?page=dolisync-waiting');
      await expect(tableRow(page, 'Bol à oreilles')).toHaveCount(0);
    });

    test('a product that is new in Dolibarr comes to the shop afterwards, once', async ({ list, page, words }) => {
      await createOnPageOfDolibarr(page, { Reference: 'PLAT-OVALE', Label: 'Plat ovale', Price: '21.5' });
      await dolibarr.fail({ ...outage, path: '/products' });
      work();
      expect(await inShop(list, 'Plat ovale')).toEqual([]);
      await dolibarr.heal();
      work('hourLater');
      const ids = await inShop(list, 'Plat ovale');
      expect(ids).toHaveLength(1);
      await list.expectStatus(Number(ids[0]), 'synced', words.synced);
      await expectSameEverywhere(list, Number(ids[0]));
      work('hourLater');
      expect(await inShop(list, 'Plat ovale')).toEqual(ids);
      expect(await inDolibarr('PLAT-OVALE')).toHaveLength(1);
    });

    test('an edit in the shop waits, and is carried over afterwards', async ({ list, words }) => {
      const { id, dolibarrId } = await synced(list);
      await dolibarr.fail({ ...outage, method: 'PUT' });
      await editInShop(list, id, { price: '13.37' });
      work();
      await dolibarr.heal();
      work('hourLater');
      expect((await dolibarr.product(dolibarrId)).price).toBe('13.37000000');
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
      await expectSameEverywhere(list, id);
    });

    test('an edit in Dolibarr is carried over afterwards', async ({ list, page, words }) => {
      const { id, dolibarrId } = await synced(list);
      await editInDolibarr(page, dolibarrId, { Label: 'Renamed over there' });
      await dolibarr.fail(outage);
      work();
      await dolibarr.heal();
      work('hourLater');
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
      expect(values(await expectSameEverywhere(list, id), 'wpshop')['title']).toBe('Renamed over there');
    });

    test('edits of different fields are merged afterwards', async ({ list, page, words }) => {
      const { id, dolibarrId } = await synced(list);
      await editInShop(list, id, { price: '13.37' });
      await editInDolibarr(page, dolibarrId, { Label: 'Renamed over there' });
      await dolibarr.fail({ ...outage, method: 'PUT' });
      work();
      await dolibarr.heal();
      work('hourLater');
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
      expect(values(await expectSameEverywhere(list, id), 'dolibarr')).toMatchObject({ title: 'Renamed over there', price: '13.37' });
    });

    test('a product that is deleted in Dolibarr is not taken for gone before Dolibarr says so', async ({ list, page, words }) => {
      const { id, dolibarrId } = await synced(list);
      await deleteOnPageOfDolibarr(page, dolibarrId);
      await dolibarr.fail(outage);
      work('nextDay');
      await list.open();
      await list.expectStatus(id, 'unknown', words.unknown);
      await dolibarr.heal();
      work('nextDay');
      await list.open();
      expect(await list.state(id)).toMatchObject({ status: 'out_of_sync', reason: 'gone_in_dolibarr', dolibarr_id: dolibarrId });
    });
  });
}

test('a message of Dolibarr’s brings an edit at once, and never stops the person there', async ({ list, page, words }) => {
  const { id, dolibarrId, title } = await synced(list);
  await page.goto('/wp-admin/admin.php?page=dolisync-settings&tab=messages');
  const webhook = await page.locator('#dolisync-webhook').inputValue();
  await dolibarr.settings({ webhook });
  try {
    await editInDolibarr(page, dolibarrId, { Label: 'Told by Dolibarr' });
    // The look comes from the queue, where the message put the product.
    await page.goto('/wp-admin/admin.php?page=dolisync-waiting');
    await expect(tableRow(page, title)).toBeVisible();
    work('hourLater');
    await list.open();
    await list.expectStatus(id, 'synced', words.synced);
    expect((await list.state(id)).title).toBe('Told by Dolibarr');
    // Our own writing tells us nothing new, and does not wait for itself.
    await editInShop(list, id, { price: '13.37' });
    work();
    expect((await dolibarr.product(dolibarrId)).price).toBe('13.37000000');
    expect(work('hourLater').work.written).toBe(0);
    // A wrong secret is the plugin's to refuse; then Dolibarr's own rule holds, and its person is told.
    await dolibarr.settings({ webhook: `${site}/?rest_route=/dolisync/v1/webhook&secret=wrong` });
    await expect(dolibarr.change(dolibarrId, { label: 'Not stored' })).rejects.toThrow(/httpcode=403/);
  } finally {
    await dolibarr.settings({ webhook: '' });
  }
});

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  test.describe(`what waits for a person, in ${locale}`, () => {
    test.use({ start: { locale, automatic: true } });

    test('a conflict is shown, and resolved field by field', async ({ list, page, words }) => {
      const { id, dolibarrId } = await synced(list);
      await editInShop(list, id, { title: 'Named in the shop', price: '13.37' });
      await editInDolibarr(page, dolibarrId, { Label: 'Named over there', Price: '14.5', Barcode: '3760000009999' });
      await dolibarr.fail({ kind: 'html_500' });
      work();
      await dolibarr.heal();
      work('hourLater');
      await list.open();
      await list.expectStatus(id, 'out_of_sync', words.outOfSync);
      expect((await list.state(id)).reason).toBe('conflict');
      const between = await fieldsOf(list, id);
      // What only one side changed travelled all the same.
      expect(between.filter(({ state }) => state !== 'same').map(({ key }) => key)).toEqual(['title', 'price']);
      await list.press(id);
      await expect(list.button(words.synchronize)).toBeDisabled();
      await list.field('title').locator('input[value="wpshop"]').check();
      await list.field('price').locator('input[value="dolibarr"]').check();
      await synchronize(list);
      const after = await expectSameEverywhere(list, id);
      expect(values(after, 'wpshop')).toMatchObject({ title: 'Named in the shop', price: '14.5', barcode: '3760000009999' });
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
      expect(work('hourLater').work.written).toBe(0);
    });

    test('what travelled by itself is taken back in the journal, and stays so', async ({ list, page, words }) => {
      const { id, dolibarrId, title } = await synced(list);
      await editInDolibarr(page, dolibarrId, { Label: 'Renamed over there' });
      work();
      await page.goto('/wp-admin/admin.php?page=dolisync-journal');
      const row = page.locator('.dolisync-page tbody tr').first();
      await expect(row).toContainText('Renamed over there');
      await dolibarr.fail({ kind: 'html_500' });
      await pressInRow(page, words.restore);
      await expect(page.locator('.notice-error')).toHaveText(/\S+ \S+/);
      await dolibarr.heal();
      await pressInRow(page, words.restore);
      await expect(page.locator('.notice-success')).toBeVisible();
      work('nextDay');
      await list.open();
      await list.expectStatus(id, 'out_of_sync', words.outOfSync);
      expect((await list.state(id)).title).toBe(title);
      expect((await dolibarr.product(dolibarrId)).label).toBe('Renamed over there');
    });

    test('a product that is gone in Dolibarr is created again there', async ({ list, page, words }) => {
      const { id, dolibarrId, title } = await synced(list);
      await deleteOnPageOfDolibarr(page, dolibarrId);
      work('nextDay');
      await decide(page, title, words.createAgain, async () => {
        await expect(page.locator('.notice-error')).toHaveText(/\S+ \S+/);
      });
      // Another mug is there.
      await page.getByRole('button', { name: words.createAnyway, exact: true }).click();
      await expect(page.locator('.notice-success')).toBeVisible();
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
      const state = await list.state(id);
      expect(state.dolibarr_id).not.toBe(dolibarrId);
      expect((await dolibarr.product(Number(state.dolibarr_id))).label).toBe(title);
    });

    test('a product that is gone in Dolibarr goes to the trash in the shop', async ({ list, page, words }) => {
      const { id, dolibarrId, title } = await synced(list);
      await deleteOnPageOfDolibarr(page, dolibarrId);
      work('nextDay');
      await decide(page, title, words.moveToTrash);
      await expect(page.locator('.notice-success')).toBeVisible();
      await list.open('/wp-admin/edit.php?post_status=trash&post_type=wps-product');
      await expect(page.locator(`#post-${id}`)).toBeVisible();
    });

    test('a product that is in the trash of the shop is taken out again', async ({ list, page, words }) => {
      const { id, title } = await synced(list);
      await trash(list, id);
      work();
      await decide(page, title, words.takeOutOfTrash);
      await expect(page.locator('.notice-success')).toBeVisible();
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
    });

    test('a product that is in the trash of the shop is deleted in Dolibarr, once a person says so', async ({ list, page, words }) => {
      const { id, dolibarrId, title } = await synced(list);
      await trash(list, id);
      work('nextDay');
      expect((await dolibarr.products()).map((product) => Number(product.id))).toContain(dolibarrId);
      await decide(page, title, words.deleteInDolibarr, async () => {
        await expect(page.locator('.notice-error')).toHaveText(/\S+ \S+/);
      });
      await expect(page.locator('.notice-success')).toBeVisible();
      expect((await dolibarr.products()).map((product) => Number(product.id))).not.toContain(dolibarrId);
    });
  });
}

/** Presses the first such button in a row of the table; WordPress shows those when the row is pointed at. */
async function pressInRow(page: Page, name: string): Promise<void> {
  const row = page.locator('.dolisync-page tbody tr').first();
  await row.hover();
  await row.getByRole('button', { name, exact: true }).click();
}

async function trash(list: ProductList, id: number): Promise<void> {
  await list.page.goto(`/wp-admin/post.php?post=${id}&action=edit`);
  await list.page.locator('#delete-action a').click();
  await expect(list.page).toHaveURL(/edit\.php/);
}

/** On the page of the associations: the choice, and yes. With `inOutage`, Dolibarr is down the first time. */
async function decide(page: Page, title: string, choice: string, inOutage?: () => Promise<void>): Promise<void> {
  const press = async (): Promise<void> => {
    await page.goto('/wp-admin/admin.php?page=dolisync-associations');
    await tableRow(page, title).getByRole('button', { name: `${choice}…` }).click();
    await page.getByRole('button', { name: choice, exact: true }).click();
  };
  if (inOutage !== undefined) {
    await dolibarr.fail({ kind: 'html_500' });
    await press();
    await inOutage();
    await dolibarr.heal();
  }
  await press();
}
