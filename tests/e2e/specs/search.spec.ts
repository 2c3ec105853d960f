import { dolibarr } from '../support/dolibarr.ts';
import { nextAnswer } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

for (const [text, name] of [
  ['T-shirt (rouge)', 'T-shirt (rouge)'],
  ['l’été', 'Carnet de l\'été'],
  ["l'été", 'Carnet de l\'été'],
  ['50 %', 'Remise 50 %'],
] as const) {
  test(`searching ${text} finds “${name}”`, async ({ list }) => {
    await list.open();
    await list.press(await list.oneWith('unlinked'));
    await list.search.fill(text);
    await expect(list.options.filter({ hasText: name })).toHaveCount(1);
  });
}

test('a product that is associated elsewhere is shown as taken and cannot be chosen', async ({ list, words }) => {
  await list.open();
  const taken = await list.oneWith('synced');
  const { dolibarr_id, title } = await list.state(taken);
  const record = await dolibarr.product(Number(dolibarr_id));
  await list.press(await list.oneWith('unlinked'));
  await list.search.fill(record.ref);
  const option = list.dialog.locator(`[role="option"][data-dolibarr="${dolibarr_id}"]`);
  await expect(option).toHaveAttribute('aria-disabled', 'true');
  await expect(option).toContainText(title);
  await option.click({ force: true });
  await expect(option).not.toHaveAttribute('aria-selected', 'true');
  await expect(list.button(words.goOn)).toBeDisabled();
});

test('answers that come late never show', async ({ list, page }) => {
  await list.open();
  const id = await list.oneWith('unlinked');
  await list.press(id);
  await expect(list.options.first()).toBeVisible();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(
    (url) => decodeURIComponent(url.href).includes('search=Remise'),
    async (route) => {
      await held;
      // Aborted by the panel already, most likely: then there is nobody to answer.
      await route.continue().catch(() => undefined);
    },
  );
  const asked = page.waitForRequest((request) => decodeURIComponent(request.url()).includes('search=Remise'));
  await list.search.fill('Remise');
  await asked;
  const second = nextAnswer(page, 'GET', 'T-shirt');
  await list.search.fill('T-shirt (rouge)');
  await (await second).finished();
  await expect(list.options.filter({ hasText: 'T-shirt (rouge)' })).toHaveCount(1);
  release();
  await page.waitForLoadState('networkidle');
  await expect(list.options.filter({ hasText: 'Remise 50 %' })).toHaveCount(0);
});

test('nothing found is a sentence and an action', async ({ list, words }) => {
  await list.open();
  await list.press(await list.oneWith('unlinked'));
  await list.search.fill('zzzz no such product');
  await expect(list.options).toHaveCount(0);
  await expect(list.dialog.getByRole('status').filter({ hasText: /\S+ \S+/ })).toHaveCount(1);
  await expect(list.button(words.create)).toBeEnabled();
});
