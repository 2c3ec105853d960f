import { dolibarr, type Fault } from '../support/dolibarr.ts';
import { chooseCounterpart, expectSameEverywhere, fieldsOf, redWithCounterpart, values } from '../support/journeys.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

/** What goes wrong, and whether trying again is what the person can do (else: look at the settings). */
const faults: [string, Fault, boolean][] = [
  ['an HTML error page', { kind: 'html_500' }, true],
  ['half a JSON', { kind: 'truncated' }, true],
  ['HTML with status 200', { kind: 'not_json_200' }, true],
  ['a dropped connection', { kind: 'drop' }, true],
  ['a refused key', { kind: 'status', status: 401 }, false],
  ['a missing right', { kind: 'status', status: 403 }, false],
];

/** Takes the action that the error offers, now that Dolibarr is well again. */
async function recover(list: ProductList, id: number, again: boolean): Promise<void> {
  if (again) {
    await list.error.getByRole('button', { name: list.words.tryAgain }).click();
    return;
  }
  await expect(list.error.getByRole('link')).toHaveAttribute('href', /dolisync/);
  await list.button(list.words.close).click();
  await list.press(id);
}

for (const [name, fault, again] of faults) {
  test.describe(`Dolibarr answers with ${name}`, () => {
    test('at the list: every link stays, each row is grey and says why', async ({ list, words }) => {
      await list.open();
      const links = new Map<number, number | null>();
      for (const id of await list.idsWith('synced')) links.set(id, (await list.state(id)).dolibarr_id);
      await dolibarr.fail(fault);
      await list.open();
      for (const [id, dolibarrId] of links) {
        await list.expectStatus(id, 'unknown', words.unknown);
        await expect(list.row(id).locator('.dolisync-status')).toHaveAttribute('title', /\S/);
        await expect(list.row(id)).toContainText(`#Doli : ${dolibarrId}`);
      }
      await dolibarr.heal();
      await list.open();
      for (const [id, dolibarrId] of links) {
        await list.expectStatus(id, 'synced', words.synced);
        expect((await list.state(id)).dolibarr_id).toBe(dolibarrId);
      }
    });

    test('at the selection: a sentence, and trying again works', async ({ list, words }) => {
      await list.open();
      const { id, dolibarrId } = await redWithCounterpart(list);
      await dolibarr.fail(fault);
      await list.press(id);
      await expect(list.error).toHaveText(/\S+ \S+/);
      await dolibarr.heal();
      await recover(list, id, again);
      await expect(list.dialog.locator(`[role="option"][data-dolibarr="${dolibarrId}"]`)).toBeVisible();
      await expect(list.error).toHaveCount(0);
    });

    test('at the comparison: a sentence, and trying again works', async ({ list, words }) => {
      await list.open();
      const id = await list.oneWith('out_of_sync', 'differs');
      await dolibarr.fail(fault);
      await list.press(id);
      await expect(list.error).toHaveText(/\S+ \S+/);
      await dolibarr.heal();
      await recover(list, id, again);
      await expect(list.view('comparison')).toBeVisible();
      await expect(list.button(words.synchronize)).toBeEnabled();
    });
  });
}

const failingWrites: [string, Fault][] = [
  ...faults.map(([name, fault]): [string, Fault] => [name, fault]),
  ['an HTML error page, to the write only', { kind: 'html_500', method: 'PUT' }],
  ['a refusal, to the write only', { kind: 'status', status: 403, method: 'PUT' }],
];

for (const [name, fault] of failingWrites) {
  test(`Dolibarr answers the write with ${name}: nothing is half done, the choice stays, the next try works`, async ({ list, words }) => {
    await list.open();
    const { id, dolibarrId } = await redWithCounterpart(list);
    const before = await fieldsOf(list, id, dolibarrId);
    await chooseCounterpart(list, id, dolibarrId);
    await list.button(words.keepWpshop).click();
    await dolibarr.fail(fault);
    await list.button(words.synchronize).click();
    await expect(list.error).toHaveText(/\S+ \S+/);
    await dolibarr.heal();
    const after = await fieldsOf(list, id, dolibarrId);
    expect(values(after, 'dolibarr')).toEqual(values(before, 'dolibarr'));
    expect(values(after, 'wpshop')).toEqual(values(before, 'wpshop'));
    expect((await list.state(id)).dolibarr_id).toBeNull();

    for (const field of before.filter(({ state, note }) => state !== 'same' && note !== 'read_only')) {
      await expect(list.field(field.key).locator('input[value="wpshop"]')).toBeChecked();
    }
    await list.button(words.synchronize).click();
    await expect(list.view('done')).toBeVisible();
    await expectSameEverywhere(list, id);
  });
}

test('a create whose answer is lost makes one product, not two', async ({ list, words }) => {
  await list.open();
  const id = await list.oneWith('unlinked');
  const count = (await dolibarr.products()).length;
  await dolibarr.fail({ kind: 'drop', method: 'POST', path: '/products', times: 1 });
  const first = await list.rest('POST', `products/${id}/create`, { confirmed: true });
  expect(first.status).not.toBe(500);
  await list.rest('POST', `products/${id}/create`, { confirmed: true });
  await dolibarr.heal();
  expect(await dolibarr.products()).toHaveLength(count + 1);
  await list.open();
  await list.expectStatus(id, 'synced', words.synced);
});
