import { Dashboard } from '../support/dashboard.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { expect, test } from '../support/test.ts';

test.describe('More than a hundred products that were edited in the shop', () => {
  test.use({ start: { rows: 125, edited: 105 } });
  test.setTimeout(120_000);

  test('overwriting them takes the right word, and the focus is on the safe answer', async ({ list }) => {
    const dashboard = new Dashboard(list.page);
    await dashboard.preview('products');
    const overwritten = (await dashboard.numbers())[5]!;
    expect(overwritten).toBeGreaterThan(100);

    const { dialog } = dashboard;
    const [safe, act, word] = [dialog.locator('.dolisync-question__safe'), dialog.locator('.dolisync-question__act'), dialog.getByRole('textbox')];
    await dashboard.order('start').click();
    await expect(safe).toBeFocused();
    await expect(act).toHaveText(`Synchronize and overwrite ${overwritten} local changes`);
    await expect(act).toBeDisabled();
    await word.fill('overwrote');
    await word.press('Enter');
    await expect(act).toBeDisabled();
    await expect(dialog).toBeVisible();

    // Enter on what has the focus at first writes nothing.
    await dialog.press('Escape');
    await expect(dialog).toHaveCount(0);
    await dashboard.order('start').click();
    await expect(safe).toBeFocused();
    await expect(word).toHaveValue('');
    await list.page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(dashboard.order('start')).toBeVisible();
    expect((await list.rest('GET', 'mass-sync/runs/current')).body.run.started_at).toBeNull();

    await dashboard.order('start').click();
    await word.fill('overwrite');
    await act.click();
    await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
    expect((await dashboard.numbers())[5]).toBe(overwritten);
    expect(await dolibarr.writes()).toEqual([]);
  });
});

for (const [locale, words] of [
  ['en_US', { leftOut: 'left out', why: /^Orders – Dolibarr does not give out the orders: their module is off there/ }],
  ['fr_FR', { leftOut: 'laissé de côté', why: /^Commandes – Dolibarr ne donne pas les commandes.: leur module y est désactivé/ }],
] as const) {
  test.describe(`A Dolibarr without its module of orders, in ${locale}`, () => {
    test.use({ start: { locale, empty: true } });

    test('leaves the orders out with the reason, and the products come', async ({ list }) => {
      const dashboard = new Dashboard(list.page);
      await dolibarr.settings({ modules_off: ['orders'] });
      await dashboard.preview('products', 'orders');
      const reasons = dashboard.place.locator('[data-dolisync="left-out"] li');
      await expect(reasons).toHaveCount(1);
      await expect(reasons).toHaveText(words.why);
      await expect(dashboard.place.locator('.dolisync-numbers-table tbody tr').nth(1).locator('td')).toHaveText(words.leftOut);
      const there = (await dolibarr.products()).length;
      await dashboard.start();
      await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
      expect((await dashboard.numbers())[0]).toBe(there);
      await expect(reasons).toHaveText(words.why);
    });
  });
}
