import { dolibarr } from '../support/dolibarr.ts';
import { chooseCounterpart, fieldsOf, redWithCounterpart } from '../support/journeys.ts';
import { listPath, watchRequests } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test.describe('a page of 100 rows', () => {
  test.use({ start: { rows: 100 } });

  test('asks WordPress once and Dolibarr at most once', async ({ list, page }) => {
    const requests = watchRequests(page);
    await list.open();
    await expect(list.cells).toHaveCount(100);
    await page.waitForLoadState('networkidle');
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
    expect((await dolibarr.calls()).length).toBeLessThanOrEqual(1);
  });
});

test('looking, searching and comparing write nothing on either side', async ({ list, page, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  const linked = await list.oneWith('out_of_sync', 'differs');
  const before = [await fieldsOf(list, id, dolibarrId), await fieldsOf(list, linked), await dolibarr.products()];
  const history = await list.rest('GET', `journal?product=${linked}&page=1`);
  await dolibarr.forgetCalls();
  const requests = watchRequests(page);

  await list.open();
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  await list.button(words.close).click();
  await list.press(id);
  await list.search.fill('mug');
  await expect(list.dialog.getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
  await list.button(words.close).click();
  await list.press(linked);
  await expect(list.view('comparison')).toBeVisible();
  await list.button(words.close).click();

  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await dolibarr.writes()).toEqual([]);
  expect([await fieldsOf(list, id, dolibarrId), await fieldsOf(list, linked), await dolibarr.products()]).toEqual(
    before,
  );
  expect((await list.rest('GET', `journal?product=${linked}&page=1`)).body).toEqual(history.body);
});

test('a row replaced 500 times by a script leaves no handle behind', async ({ list, page }) => {
  await list.open();
  const id = await list.oneWith('synced');
  const handles = () => page.evaluate(() => (window as any).dolisyncPanel.handles() as number);
  const before = await handles();
  await page.evaluate(async (product) => {
    const selector = `[data-dolisync="cell"][data-product="${product}"]`;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let times = 0; times < 500; times += 1) {
      const row = document.querySelector(selector)!.closest('tr')!;
      // Parsed anew, as a page does that swaps rows of HTML in: no listener and no node survives.
      row.outerHTML = row.outerHTML;
      await nextFrame();
    }
  }, id);
  await expect.poll(handles).toBe(before);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
});

test('going from page to page keeps one request a page', async ({ list, page }) => {
  await list.open(listPath);
  const requests = watchRequests(page);
  await list.open(`${listPath}&paged=1`);
  await page.waitForLoadState('networkidle');
  expect(requests).toHaveLength(1);
});
