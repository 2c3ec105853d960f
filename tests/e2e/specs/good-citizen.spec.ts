import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { required, site } from '../support/environment.ts';
import { watchHosts } from '../support/hosts.ts';
import { expect, test } from '../support/test.ts';

/** Three plugins that have nothing to do with DoliSync: a page in the menu, a type of posts, a shortcode with a route. */
const plugins = new URL('../../environment/plugins/', import.meta.url);
const folder = required('DOLISYNC_E2E_MU_PLUGINS');

test.beforeAll(() => {
  for (const plugin of readdirSync(plugins)) copyFileSync(new URL(plugin, plugins), `${folder}/${plugin}`);
});

test.afterAll(() => {
  for (const plugin of readdirSync(plugins)) rmSync(`${folder}/${plugin}`);
});

const others = [
  '/',
  '/?p=1',
  '/wp-json/opening-hours/v1/today',
  '/wp-admin/',
  '/wp-admin/admin.php?page=notes',
  '/wp-admin/edit.php?post_type=event',
  '/wp-admin/post-new.php?post_type=event',
  '/wp-admin/profile.php',
  '/wp-admin/plugins.php',
  '/wp-admin/edit.php?post_type=page',
  '/wp-admin/options-general.php',
];

const ours = [
  '/wp-admin/edit.php?post_type=wps-product',
  '/wp-admin/admin.php?page=dolisync-dashboard',
  '/wp-admin/admin.php?page=dolisync-settings',
  '/wp-admin/admin.php?page=dolisync-journal',
  '/wp-admin/admin.php?page=dolisync-waiting',
  '/wp-admin/admin.php?page=dolisync-associations',
];

/** What a page loads of DoliSync, by its address; the page's own is none of it. */
const isAsset = (url: string): boolean => /plugins\/dolisync\/|dolisync\/v1/.test(decodeURIComponent(url));

test('on other pages there is no request, no script and no style of DoliSync', async ({ list }) => {
  const { page } = list;
  const loaded: string[] = [];
  const hosts = watchHosts(page);
  page.on('request', (request) => {
    if (isAsset(request.url())) loaded.push(request.url());
  });
  // A page of the shop with the other plugin's shortcode.
  await page.goto('/wp-admin/');
  const shown = await page.evaluate(async () => {
    const nonce = await (await fetch('/wp-admin/admin-ajax.php?action=rest-nonce')).text();
    const answer = await fetch('/wp-json/wp/v2/pages', {
      method: 'POST',
      headers: { 'X-WP-Nonce': nonce, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title: 'Hours', status: 'publish', content: '[opening_hours]' }),
    });
    return ((await answer.json()) as { link: string }).link;
  });
  for (const path of [shown, ...others]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    if (path === shown) await expect(page.locator('#opening-hours')).toHaveText('9 to 5');
    const ofOurs = await page.evaluate(() => ({
      boot: 'dolisyncBoot' in window,
      places: document.querySelectorAll('[data-dolisync], [id^="dolisync"], .dolisync-page').length,
      inline: [...document.querySelectorAll('script:not([src]), style')].filter((tag) => tag.textContent!.includes('dolisyncBoot')).length,
    }));
    expect(ofOurs, path).toEqual({ boot: false, places: 0, inline: 0 });
  }
  expect(loaded).toEqual([]);
  expect([...hosts]).toEqual([site]);
});

test('its own pages load what they need from this site alone', async ({ list }) => {
  const { page } = list;
  const hosts = watchHosts(page);
  let loaded: string[] = [];
  page.on('request', (request) => {
    if (isAsset(request.url())) loaded.push(request.url());
  });
  for (const path of ours) {
    loaded = [];
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    expect(loaded, path).not.toEqual([]);
  }
  expect([...hosts]).toEqual([site]);
});
