import { dolibarr } from '../support/dolibarr.ts';
import { Dashboard } from '../support/dashboard.ts';
import { watchRequests } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test('the overview says how everything stands, and its ring leads to the products', async ({ list, page, words }) => {
  const requests = watchRequests(page);
  const dashboard = new Dashboard(page);
  await dashboard.open();
  const { counts } = (await list.rest('GET', 'overview')).body;
  await expect(dashboard.card('connection')).toContainText('16.0.3');
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  const statuses = { synced: counts.synced, outOfSync: counts.out_of_sync, unlinked: counts.unlinked, unknown: counts.unknown };
  for (const [status, count] of Object.entries(statuses)) {
    await expect(dashboard.card('products').getByRole('link', { name: words[status as keyof typeof statuses] })).toContainText(String(count));
  }
  // A part of the ring, where it is drawn: at its top on the left is the last status that there is.
  const parts = page.locator('.dolisync-ring__part');
  await expect(parts).toHaveCount(Object.values(statuses).filter((count) => count > 0).length);
  const ring = (await page.locator('.dolisync-ring__drawing').boundingBox())!;
  await page.mouse.click(ring.x + ring.width * 0.4, ring.y + ring.height * 0.1);
  await expect(page).toHaveURL(/dolisync_status=unlinked/);
  await expect(list.cells).toHaveCount(counts.unlinked);
});

test('Dolibarr does not answer: it is said, with what was known, and checked again', async ({ list, page, pageErrors }) => {
  void list;
  await dolibarr.fail({ kind: 'status', status: 503 });
  const dashboard = new Dashboard(page);
  await dashboard.open();
  const connection = dashboard.card('connection');
  await expect(connection).toContainText('Dolibarr does not answer');
  // What the settings mark as well with their style is none of this page's.
  const marks = connection.locator('dd').evaluateAll((all) => all.map((dd) => getComputedStyle(dd, '::before').content));
  expect(new Set(await marks)).toEqual(new Set(['none']));
  await expect(dashboard.card('products')).toContainText('Synchronized');
  await dolibarr.heal();
  await connection.getByRole('button').click();
  await expect(connection).toContainText('Dolibarr answers');
  expect(pageErrors).toEqual([]);
});

test('what the preview says is what the run does, and it can be put back as a whole', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open();
  const before = (await list.rest('GET', 'overview')).body.counts;
  await dashboard.preview('products');
  const would = await dashboard.numbers();
  const [create, , , skipped, , overwrite] = would;
  expect(overwrite).toBeGreaterThan(0);
  expect(skipped).toBeGreaterThan(0);
  await expect(dashboard.place.locator('[data-kind="overwritten"] li')).toHaveCount(overwrite!);
  expect((await list.rest('GET', 'overview')).body.counts).toEqual(before);

  await dashboard.order('start').click();
  const safe = dashboard.dialog.getByRole('button', { name: 'Write nothing' });
  await expect(safe).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dashboard.dialog).toHaveCount(0);
  await dashboard.order('start').click();
  await dashboard.dialog.getByRole('button', { name: /overwrite \d+ local change/ }).click();
  await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
  expect(await dashboard.numbers()).toEqual(would);
  const after = (await list.rest('GET', 'overview')).body.counts;
  expect(after.total).toBe(before.total + create!);
  expect(await dolibarr.writes()).toEqual([]);

  const [report] = await Promise.all([page.waitForEvent('download'), dashboard.place.getByRole('link', { name: 'Report (CSV)' }).click()]);
  expect(report.suggestedFilename()).toMatch(/\.csv$/);

  await dashboard.order('undo').click();
  await expect(dashboard.dialog.getByRole('button', { name: 'Leave everything as it is' })).toBeFocused();
  await dashboard.dialog.getByRole('button', { name: 'Restore the previous values' }).click();
  await expect(dashboard.place.locator('.dolisync-run__state')).toContainText('Undone', { timeout: 60_000 });
  expect((await list.rest('GET', 'overview')).body.counts.total).toBe(before.total);
});

test('a run is stopped here, and what was written stays', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.preview('products', 'third_parties');
  await dolibarr.fail({ kind: 'latency', path: '/products', ms: 1500 });
  await dashboard.start();
  await dashboard.order('pause').click();
  await expect(dashboard.order('resume')).toBeVisible();
  await page.reload();
  await expect(dashboard.order('resume')).toBeVisible();
  await dashboard.order('cancel').click();
  await expect(dashboard.order('anew')).toBeVisible();
  await expect(dashboard.place.locator('.dolisync-run__state')).toContainText('Ended early');
  const { run } = (await list.rest('GET', 'mass-sync/runs/current')).body;
  expect(run.state).toBe('cancelled');
});

test('the network is lost and comes back: the run goes on by itself', async ({ list, page, context }) => {
  void list;
  const dashboard = new Dashboard(page);
  await dashboard.preview('products');
  await context.setOffline(true);
  await dashboard.start();
  // The order did not get through: that is for the person to repeat.
  await expect(dashboard.error).toContainText('cannot be reached');
  await context.setOffline(false);
  await dashboard.order('start').click();
  await page.route('**/mass-sync/runs/*/work', (route) => route.abort());
  await dashboard.dialog.locator('.dolisync-question__act').click();
  await expect(dashboard.place.locator('[data-dolisync="interrupted"]')).toContainText('tries again by itself');
  await page.unroute('**/mass-sync/runs/*/work');
  await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
  await expect(dashboard.place.locator('[data-dolisync="interrupted"]')).toHaveCount(0);
});
