import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Account } from '../support/account.ts';
import { work } from '../support/automation.ts';
import { apiKey as key, dolibarr, type FaultKind } from '../support/dolibarr.ts';
import { dolibarrAddress, required, resetSite } from '../support/environment.ts';
import { call, endpoints, isForDolibarr } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** The key, and what it is when it is written otherwise. */
const forms = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex'), encodeURIComponent(key).replace('-', '%2D'), [...key].reverse().join('')];
const leaks = (text: string) => forms.some((form) => text.includes(form));

const faults: FaultKind[] = ['html_500', 'truncated', 'drop', 'not_json_200', 'timeout_before'];

test('the API key is in no page, no answer, no error, no log and no file', async () => {
  await dolibarr.reset();
  resetSite({ automatic: true });
  const administrator = await Account.of('admin');
  const all = (await endpoints(administrator)).filter(({ route }) => !isForDolibarr(route));
  const leaking: string[] = [];
  let count = 0;
  const look = (name: string, text: string) => {
    count++;
    if (leaks(text)) leaking.push(name);
  };

  // Every route, with Dolibarr well and with Dolibarr broken in each way.
  for (const fault of [null, ...faults]) {
    await dolibarr.heal();
    if (fault !== null) await dolibarr.fail({ kind: fault, ms: 300 });
    for (const endpoint of all) {
      const { method, route } = endpoint;
      const answer = await administrator.ask(call(endpoint, method === 'GET' ? 51 : 999_999_999));
      look(`${method} ${route} ${fault ?? ''}`, JSON.stringify(answer.headers()) + (await answer.text()));
    }
  }
  await dolibarr.heal();
  await dolibarr.settings({});
  const wrong = await administrator.ask({ method: 'POST', route: 'settings/test', body: { key: `${key}x` } });
  expect(await wrong.text()).not.toContain(`${key}x`);

  // Every page of the admin that its menu leads to, and what is on the site for anybody.
  const front = await (await administrator.http.get('/')).text();
  look('/', front);
  const menu = await (await administrator.http.get('/wp-admin/index.php')).text();
  const pages = new Set([...menu.matchAll(/href=['"]([\w-]+\.php[^'"#]*)['"]/g)].map(([, href]) => href!.replace(/&amp;/g, '&').replace(/&#038;/g, '&')));
  for (const tab of ['connection', 'synchronization', 'messages', 'data']) pages.add(`admin.php?page=dolisync-settings&tab=${tab}`);
  for (const path of ['site-health.php?tab=debug', 'options.php', 'post.php?post=51&action=edit', 'export.php?download=true&content=all']) pages.add(path);
  for (const path of [...pages].filter((path) => !path.includes('action=logout'))) {
    look(path, await (await administrator.http.get(`/wp-admin/${path}`)).text());
  }
  expect(pages.size).toBeGreaterThan(20);
  for (const path of ['/feed/', '/product/', '/wp-json/', '/wp-json/wp/v2/wps-product', '/wp-json/wp/v2/settings', '/wp-sitemap.xml']) {
    look(path, await (await administrator.http.get(path, { headers: { 'X-WP-Nonce': administrator.nonce } })).text());
  }

  // What is typed into the form: it comes back with what is wrong, without the key.
  const form = '/wp-admin/admin.php?page=dolisync-settings';
  const typed = `typed-${key}`;
  for (const fault of [null, ...faults]) {
    if (fault !== null) await dolibarr.fail({ kind: fault, ms: 300 });
    for (const [button, url] of [['dolisync_test', dolibarrAddress], ['dolisync_test', 'nonsense'], ['dolisync_use', dolibarrAddress], ['submit', 'nonsense']] as const) {
      const [, nonce] = /name="_wpnonce" value="(\w+)"/.exec(await (await administrator.http.get(form)).text())!;
      const answer = await administrator.http.post(form, { form: { _wpnonce: nonce!, dolisync_url: url, dolisync_key: typed, dolisync_entity: '', [button]: url } });
      const page = await answer.text();
      expect(page).toContain('id="dolisync-key"');
      look(`the form, ${button}, ${fault}`, page);
    }
    await dolibarr.heal();
  }

  // What is downloaded: the report of the run that the routes began above.
  const { run } = (await (await administrator.ask({ method: 'GET', route: 'mass-sync/runs/current' })).json()) as { run: { id: number; report_url: string } };
  await administrator.ask({ method: 'POST', route: `mass-sync/runs/${run.id}/work`, body: { seconds: 10 } });
  const report = await (await administrator.http.get(run.report_url)).text();
  expect(report).toContain('Kind of record');
  look('report of a mass synchronization', report);
  const journal = await (await administrator.http.get('/wp-admin/admin.php?page=dolisync-journal')).text();
  const [exported] = /[^"]*export=csv[^"]*/.exec(journal)!;
  const table = await (await administrator.http.get(exported.replace(/&#0?38;|&amp;/g, '&'))).text();
  expect(table).toContain('What was done');
  look('the journal as a table', table);

  // What the server keeps: its log, its database, its files.
  work();
  const folder = dirname(required('DOLISYNC_E2E_LOG'));
  const files = [required('DOLISYNC_E2E_LOG'), ...filesIn(join(folder, 'database')), ...filesIn(join(folder, 'uploads'))].filter(existsSync);
  for (const file of files) look(file, readFileSync(file, 'latin1'));
  expect(leaking).toEqual([]);
  tried('answers, pages, logs and files of the database searched for the API key: not found', count);
  await administrator.close();
});

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}
