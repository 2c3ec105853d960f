import { expect } from '@playwright/test';
import type { ProductList } from './product_list.ts';

/** One field of a comparison, as the REST API tells it. */
export interface Field {
  key: string;
  wpshop: string;
  dolibarr: string;
  baseline: string | null;
  state: 'same' | 'wpshop_changed' | 'dolibarr_changed' | 'conflict' | 'differs';
  note: string | null;
}

export async function fieldsOf(list: ProductList, id: number, dolibarrId?: number): Promise<Field[]> {
  const other = dolibarrId === undefined ? '' : `?dolibarr_id=${dolibarrId}`;
  const answer = await list.rest('GET', `products/${id}/comparison${other}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.fields;
}

/** Field key → value of one side. */
export function values(fields: Field[], side: 'wpshop' | 'dolibarr'): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.key, field[side]]));
}

/** A product that is not associated, and the free Dolibarr product of the same reference whose data differ. */
export async function redWithCounterpart(list: ProductList): Promise<{ id: number; dolibarrId: number; title: string }> {
  for (const id of await list.idsWith('unlinked')) {
    const { body } = await list.rest('GET', `products/${id}/candidates`);
    const same = body.candidates.find(
      (candidate: any) =>
        !candidate.taken_by &&
        candidate.reference === body.product.reference &&
        candidate.label !== body.product.title,
    );
    if (same) return { id, dolibarrId: same.id, title: body.product.title };
  }
  throw new Error('the seed has no red product with a differing counterpart');
}

/** A product that is not associated and has no likely counterpart in Dolibarr. */
export async function redWithoutCounterpart(list: ProductList): Promise<number> {
  for (const id of await list.idsWith('unlinked')) {
    const { body } = await list.rest('GET', `products/${id}/candidates`);
    if (body.candidates.length === 0) return id;
  }
  throw new Error('the seed has no red product without a counterpart');
}

/** From the list to the version choice of a red product. */
export async function chooseCounterpart(list: ProductList, id: number, dolibarrId: number): Promise<void> {
  await list.press(id);
  await expect(list.view('selection')).toBeVisible();
  const option = list.dialog.locator(`[role="option"][data-dolibarr="${dolibarrId}"]`);
  await option.click();
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await list.button(list.words.goOn).click();
  await expect(list.view('comparison')).toBeVisible();
}

/** Writes, and waits until the dialog says what was done. */
export async function synchronize(list: ProductList): Promise<void> {
  await list.button(list.words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
}

export async function expectSameEverywhere(list: ProductList, id: number): Promise<Field[]> {
  const fields = await fieldsOf(list, id);
  expect(fields.filter((field) => field.state !== 'same')).toEqual([]);
  return fields;
}
