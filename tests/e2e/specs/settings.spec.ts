import type { Page } from '@playwright/test';
import { violations } from '../support/accessibility.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { dolibarrAddress, resetSite, site, type Locale } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';

const tabs = ['connection', 'synchronization', 'messages', 'data'] as const;

async function open(page: Page, tab: (typeof tabs)[number] = 'connection'): Promise<void> {
  await page.goto(`/wp-admin/admin.php?page=dolisync-settings&tab=${tab}`);
}

function said(page: Page) {
  return page.locator('#dolisync-settings-messages');
}

test.describe('the first connection', () => {
  test.use({ start: { unconfigured: true } });

  test('a wrong key stays typed while the test says why; the right one is saved', async ({ list, page }) => {
    void list;
    await open(page);
    await page.getByLabel('Address of Dolibarr').fill(dolibarrAddress);
    await page.getByLabel('API key').fill('not-the-key');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect(said(page)).toContainText('Dolibarr refused the key.');
    await expect(page.getByLabel('API key')).toHaveValue('not-the-key');
    await expect(page.getByLabel('API key')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#dolisync-key-error')).toContainText('refused the key');

    await page.getByLabel('API key').fill('admin-key');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect(said(page)).toContainText('The connection works: Dolibarr 16.0.3 answered to its user admin');
    await expect(page.getByLabel('API key')).not.toHaveAttribute('aria-invalid');
    await expect(page.locator('#dolisync-key-error')).toBeHidden();

    await page.getByRole('button', { name: 'Save Changes' }).last().click();
    await expect(said(page)).toContainText('Settings saved.');
    await expect(said(page)).toContainText('The connection works');
    await expect(page.locator('#dolisync-found')).toContainText('16.0.3');
    await expect(page.getByLabel('API key')).toHaveValue('');
    expect(await page.content()).not.toContain('admin-key');
  });

  test('a wrong path: the right address is offered, and pressing it fills it in', async ({ list, page }) => {
    void list;
    await open(page);
    await page.getByLabel('Address of Dolibarr').fill(`${dolibarrAddress}/shop`);
    await page.getByLabel('API key').fill('admin-key');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('button', { name: `Use ${dolibarrAddress}` }).click();
    await expect(said(page)).toContainText('The connection works');
    await expect(page.getByLabel('Address of Dolibarr')).toHaveValue(dolibarrAddress);
    await expect(page.getByLabel('Address of Dolibarr')).toBeFocused();
    await expect(page.getByLabel('API key')).toHaveValue('admin-key');
  });

  test('what is not accepted keeps what was typed, with the focus on the first mistake', async ({ list, page }) => {
    void list;
    await open(page);
    await page.getByLabel('Address of Dolibarr').fill('erp dot example');
    await page.getByLabel('Company (entity)').fill('mine');
    await page.getByLabel('Company (entity)').press('Enter');
    await expect(said(page)).toContainText('Nothing was saved.');
    await expect(page.getByLabel('Address of Dolibarr')).toBeFocused();
    await expect(page.getByLabel('Address of Dolibarr')).toHaveValue('erp dot example');
    await expect(page.getByLabel('Address of Dolibarr')).toHaveAccessibleDescription(/This is not a web address/);
    await expect(page.getByLabel('Company (entity)')).toHaveValue('mine');
  });
});

test('what is wrong is said for each cause', async ({ list, page }) => {
  void list;
  await open(page);
  const causes: [() => Promise<void>, RegExp][] = [
    [() => dolibarr.settings({ modules_off: ['api'] }), /its REST API is off/],
    [() => dolibarr.settings({ modules_off: ['products'] }), /its module “Products” is off/],
    [() => dolibarr.settings({ modules_off: [], claimed_version: '12.0.5' }), /This is Dolibarr 12\.0\.5/],
    [() => dolibarr.settings({ claimed_version: '', clock_ahead: 7200 }), /clock is 2 hours ahead/],
    [() => dolibarr.settings({ clock_ahead: 0 }), /^The connection works/],
    [() => dolibarr.fail({ kind: 'guarded' }), /Something in front of Dolibarr/],
    [() => dolibarr.heal(), /^The connection works/],
    [() => dolibarr.fail({ kind: 'redirect', to: 'https://erp.example.com' }), /enter https:\/\/erp\.example\.com in the settings/],
  ];
  for (const [cause, words] of causes) {
    await cause();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect(said(page)).toHaveText(words);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 400, height: 600 } });

  test('a test that takes its time says so, and its result comes into sight', async ({ list, page }) => {
    void list;
    await open(page);
    await dolibarr.fail({ kind: 'latency', ms: 1_500, times: 1 });
    const button = page.locator('[name="dolisync_test"]');
    await button.scrollIntoViewIfNeeded();
    await button.press('Enter');
    await expect(button).toHaveValue('Testing the connection…');
    await expect(page.locator('#a11y-speak-polite')).toHaveText('Testing the connection…');
    await expect(button).toHaveValue('Test the connection');
    await expect(button).toBeFocused();
    await expect(said(page)).toContainText('The connection works');
    await expect(said(page)).toBeInViewport();
  });
});

test('the address for Dolibarr is copied by keyboard, tested and made anew', async ({ list, page, context }) => {
  void list;
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site });
  await open(page, 'messages');
  const address = await page.getByLabel('Address for Dolibarr').inputValue();
  await page.getByRole('button', { name: 'Copy' }).press('Enter');
  await expect(page.locator('#a11y-speak-polite')).toHaveText(/Copied/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  await page.getByRole('button', { name: 'Send a test message' }).press('Enter');
  await expect(said(page)).toContainText('The test message arrived');
  await expect(page.getByText('No message has come yet.')).toBeVisible();
  expect((await fetch(address, { method: 'POST', body: '{"triggercode":"PRODUCT_MODIFY","object":{"id":68}}' })).status).toBe(204);
  await page.reload();
  await expect(page.getByText('The last message came on')).toBeVisible();

  await page.getByRole('button', { name: 'Make a new address…' }).click();
  await expect(page.getByRole('heading', { name: 'Make a new address for Dolibarr’s messages?' })).toBeVisible();
  await page.getByRole('link', { name: 'Keep the address' }).click();
  await expect(page.getByLabel('Address for Dolibarr')).toHaveValue(address);
  await page.getByRole('button', { name: 'Make a new address…' }).click();
  await page.getByRole('button', { name: 'Make a new address' }).click();
  await expect(page.getByLabel('Address for Dolibarr')).not.toHaveValue(address);
  expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(403);
});

test('all products are dissociated after a typed word, and their data stay', async ({ list, page, words }) => {
  await open(page, 'data');
  const before = await dolibarr.products();
  await page.getByRole('button', { name: 'Dissociate all products…' }).click();
  await expect(page.getByText(/^\d+ associations end, in WPshop and in Dolibarr\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Dissociate all products' }).click();
  await expect(page.getByLabel('To confirm, type “dissociate”:')).toBeFocused();
  await expect(page.getByText('This is not the word. Nothing was done.')).toBeVisible();
  await page.getByLabel('To confirm, type “dissociate”:').fill('dissociate');
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText(/\d+ products were dissociated\./);
  const labels = (all: typeof before) => all.map(({ id, label, price }) => [id, label, price]);
  expect(labels(await dolibarr.products())).toEqual(labels(before));
  await list.open();
  await expect(list.cells.first()).toContainText(words.unlinked);
});

test('the connection is forgotten after a question', async ({ list, page, words }) => {
  await open(page, 'data');
  await page.getByRole('button', { name: 'Forget the connection…' }).click();
  await page.getByRole('link', { name: 'Change nothing' }).click();
  await page.getByRole('button', { name: 'Forget the connection…' }).click();
  await page.getByRole('button', { name: 'Forget the connection', exact: true }).click();
  await expect(said(page)).toContainText('The connection is forgotten.');
  await page.goto('/wp-admin/edit.php?post_type=wps-product');
  await expect(list.cells.first()).toContainText(words.notConfigured);
});

test('two windows: the later one does not overwrite the other unseen', async ({ list, page, context }) => {
  void list;
  await open(page, 'synchronization');
  const other = await context.newPage();
  await open(other, 'synchronization');
  await other.getByLabel('Price', { exact: true }).selectOption({ label: 'Dolibarr → WPshop' });
  await other.getByRole('button', { name: 'Save Changes' }).last().click();
  await expect(said(other)).toContainText('Settings saved.');

  await page.getByLabel('Title', { exact: true }).selectOption({ label: 'Not synchronized' });
  await page.getByRole('button', { name: 'Save Changes' }).last().click();
  await expect(said(page)).toContainText('saved in another window');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('none');
  await open(other, 'synchronization');
  await expect(other.getByLabel('Price', { exact: true })).toHaveValue('dolibarr');
  await expect(other.getByLabel('Title', { exact: true })).toHaveValue('both');
  await page.getByRole('button', { name: 'Save Changes' }).last().click();
  await expect(said(page)).toContainText('Settings saved.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the connection is tested, and the address is there to be copied by hand', async ({ page }) => {
    await dolibarr.reset();
    resetSite();
    await page.goto('/wp-login.php');
    await page.locator('#user_login').fill('admin');
    await page.locator('#user_pass').fill('password');
    await page.locator('#wp-submit').click();
    await open(page);
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect(said(page)).toContainText('The connection works');
    await open(page, 'messages');
    await expect(page.getByLabel('Address for Dolibarr')).toHaveAttribute('readonly', '');
    await expect(page.getByRole('button', { name: 'Copy' })).toBeHidden();
  });
});

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  for (const width of [1280, 782, 360]) {
    test.describe(`${locale}, ${width} pixels wide`, () => {
      test.use({ start: { locale }, viewport: { width, height: 900 } });

      test('axe finds nothing in any tab, and nothing sticks out', async ({ list, page }) => {
        void list;
        for (const tab of tabs) {
          await open(page, tab);
          expect(await violations(page, '.dolisync-page'), tab).toEqual([]);
          const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
          expect(sticksOut, tab).toBe(false);
        }
      });
    });
  }
}
