import { expect, type Page } from '@playwright/test';
import { createInShop } from './automation.ts';
import { Dashboard } from './dashboard.ts';
import { dolibarr } from './dolibarr.ts';
import { chooseCounterpart, redWithCounterpart, synchronize } from './journeys.ts';
import { listPath, type ProductList } from './product_list.ts';

/** What a person can have before them, and the way there from anywhere. */
export interface Screen {
  name: string;
  open(list: ProductList, dashboard: Dashboard): Promise<unknown>;
}

const admin = (page: Page, name: string) => page.goto(`/wp-admin/admin.php?page=dolisync-${name}`);

/** A button of one of DoliSync's own pages, by the name that it is sent with. */
const press = (page: Page, name: string, value = '') =>
  page.locator(`.dolisync-page [name="${name}"]${value && `[value="${value}"]`}`).click();

/** In an order in which what one leaves behind is something to see in the next. The site has to be freshly seeded. */
export const connected: Screen[] = [
  { name: 'list', open: (list) => list.open() },
  {
    name: 'selection',
    open: async (list) => {
      await list.open();
      await list.press((await redWithCounterpart(list)).id);
      await expect(list.options.first()).toBeVisible();
    },
  },
  {
    name: 'creation',
    open: async (list) => {
      await list.open();
      await list.press((await redWithCounterpart(list)).id);
      await list.button(list.words.create).click();
      await expect(list.view('create')).toBeVisible();
    },
  },
  {
    name: 'conflict',
    open: async (list) => {
      await list.open();
      await list.press(await list.oneWith('out_of_sync', 'conflict'));
      await expect(list.field('title')).toBeVisible();
    },
  },
  {
    name: 'gone',
    open: async (list) => {
      await list.open();
      // Only a check of its own makes it gone.
      const id = await list.oneWith('unknown');
      await list.press(id);
      await list.expectStatus(id, 'out_of_sync', list.words.outOfSync);
      await list.press(id);
      await expect(list.dialog.locator('[data-way="recreate"]')).toBeVisible();
    },
  },
  {
    name: 'version-choice',
    open: async (list) => {
      await list.open();
      const { id, dolibarrId } = await redWithCounterpart(list);
      await chooseCounterpart(list, id, dolibarrId);
      await list.button(list.words.keepDolibarr).click();
    },
  },
  {
    name: 'done',
    open: async (list) => {
      await list.open();
      const { id, dolibarrId } = await redWithCounterpart(list);
      await chooseCounterpart(list, id, dolibarrId);
      await list.button(list.words.keepDolibarr).click();
      await synchronize(list);
    },
  },
  {
    name: 'history',
    open: async (list) => {
      await list.button(list.words.close).click();
      const written = list.page.locator('.dolisync-cell button:focus');
      await written.press('Enter');
      await expect(list.dialog.locator('.dolisync-history__entry').first()).toBeVisible();
    },
  },
  {
    name: 'confirmation',
    open: async (list) => {
      await list.open();
      await list.press(await list.oneWith('synced'));
      await list.button(list.words.dissociate).click();
      await expect(list.view('confirm')).toBeVisible();
    },
  },
  {
    name: 'list-failed',
    open: async (list) => {
      await dolibarr.fail({ kind: 'html_500' });
      await list.open();
      await expect(list.page.locator('[data-dolisync="notices"] [data-dolisync="error"]')).toBeVisible();
    },
  },
  {
    name: 'dialog-failed',
    open: async (list) => {
      await list.press(await list.oneWith('unlinked'));
      await expect(list.error).toBeVisible();
      await dolibarr.heal();
    },
  },
  { name: 'overview', open: (_, dashboard) => dashboard.open() },
  { name: 'preparation', open: (_, dashboard) => dashboard.open('prepare/create') },
  {
    name: 'bulk-creation',
    open: async (_, dashboard) => {
      await dashboard.open('prepare/create');
      await dashboard.compare();
      await expect(dashboard.rows.first()).toBeVisible();
    },
  },
  {
    name: 'bulk-association',
    open: async (_, dashboard) => {
      await dashboard.open('prepare/associate');
      await dashboard.compare();
      await expect(dashboard.rows.first()).toBeVisible();
    },
  },
  {
    name: 'counterpart',
    open: async (_, dashboard) => {
      await dashboard.rows.first().getByRole('button').click();
      await expect(dashboard.dialog).toBeVisible();
    },
  },
  {
    name: 'bulk-association-done',
    open: async (_, dashboard) => {
      await dashboard.page.keyboard.press('Escape');
      await dashboard.order('associate').click();
      await expect(dashboard.place.locator('.dolisync-progress')).toHaveCount(0, { timeout: 60_000 });
    },
  },
  { name: 'preparation-synchronize', open: (_, dashboard) => dashboard.open('prepare/synchronize') },
  {
    name: 'mass-sync',
    open: async (_, dashboard) => {
      await dashboard.open('mass-sync');
      await expect(dashboard.order('preview')).toBeVisible();
    },
  },
  {
    name: 'mass-sync-preview',
    open: (_, dashboard) => dashboard.preview('categories', 'products', 'third_parties', 'proposals', 'orders', 'invoices'),
  },
  {
    name: 'mass-sync-question',
    open: async (_, dashboard) => {
      await dashboard.order('start').click();
      await expect(dashboard.dialog).toBeVisible();
    },
  },
  {
    name: 'mass-sync-report',
    open: async (_, dashboard) => {
      await dashboard.dialog.locator('.dolisync-question__act').click();
      await expect(dashboard.order('anew')).toBeVisible({ timeout: 120_000 });
    },
  },
  { name: 'journal', open: ({ page }) => admin(page, 'journal') },
  {
    name: 'waiting',
    open: async (list) => {
      await createInShop(list, { title: 'Théière en grès', reference: 'THEIERE-GRES', price: '24.5' });
      await admin(list.page, 'waiting');
    },
  },
  {
    name: 'waiting-question',
    open: async ({ page }) => {
      // Among a row's actions, which are out of sight until one points at the row.
      await page.locator('.dolisync-page [value^="drop:"]').first().evaluate((button) => (button as HTMLButtonElement).click());
      // The last of the page: on its way there, nothing is left of the one before.
      await expect(page.locator('.dolisync-page .submit a')).toBeVisible();
    },
  },
  { name: 'associations', open: ({ page }) => admin(page, 'associations') },
  { name: 'settings', open: ({ page }) => admin(page, 'settings') },
  {
    name: 'settings-tested',
    open: async ({ page }) => {
      await press(page, 'dolisync_test');
      await expect(page.locator('#dolisync-settings-messages .notice-success, #dolisync-settings-messages .notice-warning')).toBeVisible();
    },
  },
  {
    name: 'settings-refused',
    open: async ({ page }) => {
      await page.locator('#dolisync-url').fill('erp dot example');
      await page.locator('#dolisync-entity').fill('mine');
      await page.locator('#dolisync-settings .button-primary').click();
      await expect(page.locator('#dolisync-entity-error')).toBeVisible();
    },
  },
  { name: 'settings-synchronization', open: ({ page }) => admin(page, 'settings&tab=synchronization') },
  { name: 'settings-messages', open: ({ page }) => admin(page, 'settings&tab=messages') },
  {
    name: 'settings-messages-question',
    open: async ({ page }) => {
      await press(page, 'dolisync_renew_webhook');
      await expect(page.locator('.dolisync-page .submit a')).toBeVisible();
    },
  },
  { name: 'settings-data', open: ({ page }) => admin(page, 'settings&tab=data') },
  {
    name: 'settings-data-question',
    open: async ({ page }) => {
      await press(page, 'dolisync_start_over', 'dissociate_all');
      await expect(page.locator('.dolisync-page .submit a')).toBeVisible();
    },
  },
  {
    name: 'product',
    open: async (list) => {
      await list.open();
      await list.page.locator('.row-title').first().click();
      await expect(list.page.locator('#title')).toBeVisible();
      // What says that the script is missing goes once the script runs.
      await expect(list.page.locator('.dolisync-late')).toHaveCount(0);
    },
  },
  {
    name: 'not-started',
    open: async ({ page }) => {
      await page.route('**/assets/panel/**/panel_bg.wasm', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>' }));
      await admin(page, 'dashboard');
      await expect(page.locator('.dolisync-not-started')).toBeVisible();
      await page.unrouteAll();
    },
  },
];

/** Those of a site without a connection: the first of them ends it. */
export const unconnected: Screen[] = [
  {
    name: 'settings-fresh',
    open: async ({ page }) => {
      await admin(page, 'settings&tab=data');
      await press(page, 'dolisync_start_over', 'disconnect');
      await page.locator('.dolisync-page .submit button').click();
      await expect(page.locator('#dolisync-settings-messages .notice-success')).toBeVisible();
      await admin(page, 'settings');
    },
  },
  { name: 'settings-data-fresh', open: ({ page }) => admin(page, 'settings&tab=data') },
  { name: 'list-fresh', open: ({ page }) => page.goto(listPath) },
  { name: 'overview-fresh', open: (_, dashboard) => dashboard.open() },
  { name: 'preparation-fresh', open: (_, dashboard) => dashboard.open('prepare/create') },
  {
    name: 'mass-sync-fresh',
    open: async (_, dashboard) => {
      await dashboard.open('mass-sync');
      await expect(dashboard.place.locator('.dolisync-busy')).toHaveCount(0);
    },
  },
];

/** Every screen of DoliSync. Whoever adds one adds it above: its accessibility is checked, and it is in the pictures. */
export const screens = [...connected, ...unconnected];
