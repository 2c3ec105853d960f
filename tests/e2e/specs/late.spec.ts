import type { Page } from '@playwright/test';
import { Dashboard } from '../support/dashboard.ts';
import { listPath } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

/** The files of the panel that a page loads from now on. */
function watchFiles(page: Page): string[] {
  const files: string[] = [];
  page.on('request', (request) => {
    const file = new URL(request.url()).pathname.match(/\/assets\/panel\/(.+)$/)?.[1];
    if (file) files.push(file.replace(/-[0-9a-f]{12}/, ''));
  });
  return files;
}

test('the list loads what stands in a dialog once somebody points at a button, and only then', async ({ list, page }) => {
  const files = watchFiles(page);
  await list.open();
  const id = await list.oneWith('synced');
  await page.waitForLoadState('networkidle');
  expect(files.sort()).toEqual(['dolisync.css', 'list/__wasm_split.js', 'list/panel.js', 'list/panel_bg.wasm']);

  files.length = 0;
  await list.row(id).getByRole('button').hover();
  await expect.poll(() => files).toEqual(['list/split_dialog.wasm']);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
  expect(files).toEqual(['list/split_dialog.wasm']);
});

test('the keyboard brings it as well', async ({ list, page }) => {
  const files = watchFiles(page);
  await list.open();
  const id = await list.oneWith('synced');
  await list.row(id).getByRole('button').focus();
  await expect.poll(() => files).toContain('list/split_dialog.wasm');
});

test('a dialog whose file does not come says so, and opens once it does', async ({ list, page, words }) => {
  await list.open();
  const id = await list.oneWith('unlinked');
  await page.route('**/split_dialog.wasm', (route) => route.abort());
  await list.press(id);
  await expect(list.error).toBeVisible();
  await expect(list.dialog.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list.dialog).toBeHidden();
  await expect(list.row(id).getByRole('button')).toBeFocused();

  // Another error page than the file: no code of it may run.
  await page.unroute('**/split_dialog.wasm');
  await page.route('**/split_dialog.wasm', (route) => route.fulfill({ status: 404, body: '<h1>Not found</h1>' }));
  await list.press(id);
  await expect(list.error).toBeVisible();
  await page.unroute('**/split_dialog.wasm');
  await list.error.getByRole('button', { name: words.tryAgain }).click();
  await expect(list.view('selection')).toBeVisible();
  await expect(list.search).toBeFocused();
});

test('hosts that give wasm a wrong type', async ({ list, page }) => {
  await page.route('**/*.wasm', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'text/plain' } });
  });
  await list.open(listPath);
  await list.press(await list.oneWith('synced'));
  await expect(list.view('comparison')).toBeVisible();
});

test('the dashboard loads each of its parts when it is shown', async ({ list, page }) => {
  void list;
  const files = watchFiles(page);
  const dashboard = new Dashboard(page);
  await dashboard.open();
  await page.waitForLoadState('networkidle');
  expect(files.filter((file) => file.includes('split_'))).toEqual([]);
  await page.goto(page.url().replace(/#.*/, '') + '#mass-sync');
  await expect(page.locator('[data-view="mass-sync"]')).toBeVisible();
  expect(files.filter((file) => file.includes('split_'))).toEqual(['dashboard/split_mass_sync.wasm']);
  await page.goto(page.url().replace(/#.*/, '') + '#prepare');
  await expect(page.locator('[data-view="preparation"]')).toBeVisible();
});

test('who presses a button before the panel has come does not press it again, unless there is something else to do by then', async ({ list, page }) => {
  let come = () => {};
  let coming = new Promise<void>((resolve) => (come = resolve));
  // Not even boot.js is there.
  await page.route(/\/(boot\.js|panel_bg\.wasm)/, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(listPath, { waitUntil: 'commit' });
  const button = list.cells.first().getByRole('button');
  await button.click();
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await expect(list.dialog).toBeHidden();
  come();
  await expect(list.dialog.getByRole('heading').first()).toBeVisible();

  coming = new Promise<void>((resolve) => (come = resolve));
  await page.goto(listPath, { waitUntil: 'commit' });
  await button.click();
  await page.locator('#post-search-input').focus();
  come();
  await expect.poll(() => page.evaluate(() => 'dolisyncPanel' in window)).toBe(true);
  await expect(list.dialog).toBeHidden();
  await expect(page.locator('#post-search-input')).toBeFocused();
});
