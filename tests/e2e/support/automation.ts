import { expect, type Page } from '@playwright/test';
import { dolibarrAddress, run, site } from './environment.ts';
import type { ProductList } from './product_list.ts';

/** What a run of the background work did. */
export interface Work {
  poll: { seen: number; queued: number; stopped: string | null };
  work: { looked: number; written: number; created: number; for_person: number; failed: number; stopped: string | null };
}

/**
 * Lets the shop's cron run once: asks Dolibarr what changed, and works through what waits. `hourLater`: what waits for
 * another try is due; `nextDay`: all associations are gone through too.
 */
export function work(when: 'now' | 'hourLater' | 'nextDay' = 'now'): Work {
  const flags = { now: [], hourLater: ['--now'], nextDay: ['--now', '--check'] }[when];
  return JSON.parse(run('DOLISYNC_E2E_WORK', ...flags)) as Work;
}

/** Some minutes later a visit of the site starts its cron, which works in a request of its own until it is through. */
export async function cron(): Promise<void> {
  run('DOLISYNC_E2E_WORK', '--due');
  await fetch(`${site}/wp-cron.php?doing_wp_cron`).then((answer) => answer.text());
}

/** A person's edit on the page of the stand-in Dolibarr: labels of fields → what is typed. */
export async function editInDolibarr(page: Page, id: number, typed: Record<string, string>): Promise<void> {
  await page.goto(`${dolibarrAddress}/product/card.php?id=${id}`);
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
}

/** A new product on the page of the stand-in Dolibarr; gives its id there. */
export async function createOnPageOfDolibarr(page: Page, typed: Record<string, string>): Promise<number> {
  await page.goto(`${dolibarrAddress}/product/card.php?action=create`);
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  return Number(new URL(page.url()).searchParams.get('id'));
}

export async function deleteOnPageOfDolibarr(page: Page, id: number): Promise<void> {
  await page.goto(`${dolibarrAddress}/product/card.php?id=${id}`);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/list\.php/);
}

/** A person's edit in WordPress; the keys are the ids of the form's fields without `dolisync-`, or `title`. */
export async function editInShop(list: ProductList, id: number, typed: Record<string, string>): Promise<void> {
  await list.page.goto(`/wp-admin/post.php?post=${id}&action=edit`);
  await fill(list.page, typed);
}

/** A new product in WordPress, published; gives its id. */
export async function createInShop(list: ProductList, typed: Record<string, string>): Promise<number> {
  const { page } = list;
  await page.goto('/wp-admin/post-new.php?post_type=wps-product');
  // WordPress saves a draft as soon as the title is left, and does not publish meanwhile.
  await page.locator('#title').fill(typed['title']!);
  // A title that is left while WordPress's heartbeat is under way saves nothing: it is left again then.
  await expect(async () => {
    await page.locator('#title').focus();
    await page.locator('#title').blur();
    await expect(page.locator('#edit-slug-box a').first()).toBeVisible({ timeout: 4_000 });
  }).toPass();
  await expect(page.locator('#publish')).not.toHaveClass(/\bdisabled\b/);
  await fill(page, typed);
  return Number(new URL(list.page.url()).searchParams.get('post'));
}

async function fill(page: Page, typed: Record<string, string>): Promise<void> {
  for (const [key, value] of Object.entries(typed)) {
    await page.locator(key === 'title' ? '#title' : `#dolisync-${key}`).fill(value);
  }
  await page.locator('#publish').click();
  await expect(page.locator('#message')).toBeVisible();
}

/** The row of a product in one of DoliSync's tables. */
export function tableRow(page: Page, title: string) {
  return page.locator('.dolisync-page tbody tr').filter({ hasText: title });
}
