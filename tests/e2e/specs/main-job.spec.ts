import { dolibarr } from '../support/dolibarr.ts';
import type { Locale } from '../support/environment.ts';
import {
  chooseCounterpart,
  expectSameEverywhere,
  fieldsOf,
  redWithCounterpart,
  redWithoutCounterpart,
  synchronize,
  values,
} from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  test.describe(`the main job in ${locale}`, () => {
    test.use({ start: { locale } });

    test('a red product is associated, takes the Dolibarr version, and can be put back', async ({ list, words }) => {
      await list.open();
      const { id, dolibarrId } = await redWithCounterpart(list);
      await list.expectStatus(id, 'unlinked', words.unlinked);
      await expect(list.row(id).getByRole('button')).toHaveText(words.associate);
      const before = await fieldsOf(list, id, dolibarrId);

      await chooseCounterpart(list, id, dolibarrId);
      await expect(list.button(words.synchronize)).toBeDisabled();
      await list.button(words.keepDolibarr).click();
      await expect(list.dialog.locator('[data-dolisync="effects"]')).not.toBeEmpty();
      expect(await dolibarr.writes()).toEqual([]);
      await synchronize(list);
      const after = await expectSameEverywhere(list, id);
      expect(values(after, 'wpshop')).toEqual(values(before, 'dolibarr'));

      await list.button(words.restore).click();
      await expect
        .poll(async () => values(await fieldsOf(list, id, dolibarrId), 'wpshop'))
        .toEqual(values(before, 'wpshop'));
      await list.button(words.close).click();
      await expect(list.dialog).toHaveCount(0);
    });

    test('a red product takes the WPshop version and turns green', async ({ list, words }) => {
      await list.open();
      const { id, dolibarrId, title } = await redWithCounterpart(list);
      await chooseCounterpart(list, id, dolibarrId);
      await list.button(words.keepWpshop).click();
      await synchronize(list);
      expect((await dolibarr.product(dolibarrId)).label).toBe(title);
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
      await expect(list.row(id)).toContainText(`#WP : ${id}`);
      await expect(list.row(id).getByRole('link', { name: `#Doli : ${dolibarrId}` })).toBeVisible();
      await list.open();
      await list.expectStatus(id, 'synced', words.synced);
    });

    test('an orange product opens its versions with what moved already chosen', async ({ list, words }) => {
      await list.open();
      const id = await list.oneWith('out_of_sync', 'differs');
      await list.expectStatus(id, 'out_of_sync', words.outOfSync);
      const before = await fieldsOf(list, id);
      await list.press(id);
      await expect(list.view('comparison')).toBeVisible();
      for (const field of before.filter(({ state }) => state.endsWith('_changed'))) {
        const side = field.state.replace('_changed', '');
        await expect(list.field(field.key)).toHaveAttribute('data-state', field.state);
        await expect(list.field(field.key).locator(`input[value="${side}"]`)).toBeChecked();
      }
      await synchronize(list);
      await expectSameEverywhere(list, id);
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
    });

    test('a conflict is decided field by field', async ({ list, words }) => {
      await list.open();
      const id = await list.oneWith('out_of_sync', 'conflict');
      const before = await fieldsOf(list, id);
      const conflicts = before.filter(({ state }) => state === 'conflict');
      expect(conflicts).not.toEqual([]);
      await list.press(id);
      for (const field of conflicts) {
        await expect(list.field(field.key).locator('input:checked')).toHaveCount(0);
      }
      await expect(list.button(words.synchronize)).toBeDisabled();
      for (const field of conflicts) {
        await list.field(field.key).locator('input[value="dolibarr"]').check();
      }
      await synchronize(list);
      const after = await expectSameEverywhere(list, id);
      for (const field of conflicts) {
        expect(values(after, 'wpshop')[field.key]).toBe(field.dolibarr);
      }
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
    });

    test('a grey product keeps what was known and is checked again', async ({ list, words }) => {
      await list.open();
      const id = await list.oneWith('synced');
      await dolibarr.fail({ kind: 'html_500' });
      await list.open();
      await list.expectStatus(id, 'unknown', words.unknown);
      await expect(list.row(id).getByRole('link', { name: '#Doli' })).toBeVisible();
      await expect(list.row(id).getByRole('button')).toHaveText(words.checkAgain);
      await dolibarr.heal();
      await list.press(id);
      await list.expectStatus(id, 'synced', words.synced);
      await expect(list.row(id).getByRole('button')).toBeFocused();
    });

    test('a green product shows its versions read-only and can be dissociated', async ({ list, words }) => {
      await list.open();
      const id = await list.oneWith('synced');
      const before = await fieldsOf(list, id);
      const { dolibarr_id } = await list.state(id);
      await list.press(id);
      await expect(list.view('comparison')).toBeVisible();
      await expect(list.dialog.getByRole('radio')).toHaveCount(0);
      await list.button(words.dissociate).click();
      await expect(list.view('confirm')).toBeVisible();
      await list.view('confirm').getByRole('button', { name: words.dissociate, exact: true }).click();
      await list.expectStatus(id, 'unlinked', words.unlinked);
      // Nothing but Dolibarr's own mark of the association.
      expect(await dolibarr.writes()).toEqual([
        { method: 'PUT', path: `/products/${dolibarr_id}`, query: '', status: 200 },
      ]);
      expect((await dolibarr.product(Number(dolibarr_id))).array_options).toMatchObject({ options__wps_id: null });
      const after = await fieldsOf(list, id, Number(dolibarr_id));
      expect(values(after, 'wpshop')).toEqual(values(before, 'wpshop'));
      expect(values(after, 'dolibarr')).toEqual(values(before, 'dolibarr'));
    });

    test('a product that only the shop has is created in Dolibarr, once', async ({ list, words }) => {
      await list.open();
      const id = await redWithoutCounterpart(list);
      const count = (await dolibarr.products()).length;
      await list.press(id);
      await list.button(words.create).click();
      await expect(list.view('done')).toBeVisible();
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
      expect(await dolibarr.products()).toHaveLength(count + 1);
      await expectSameEverywhere(list, id);
    });
  });
}

test('creating shows possible duplicates first', async ({ list, words }) => {
  await list.open();
  const { id } = await redWithCounterpart(list);
  const count = (await dolibarr.products()).length;
  await list.press(id);
  await list.button(words.create).click();
  await expect(list.view('create')).toBeVisible();
  expect(await dolibarr.products()).toHaveLength(count);
  await list.button(words.createAnyway).click();
  await expect(list.view('done')).toBeVisible();
  expect(await dolibarr.products()).toHaveLength(count + 1);
});
