import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Account } from '../support/account.ts';
import { work } from '../support/automation.ts';
import { apiKey as key, dolibarr, type FaultKind } from '../support/dolibarr.ts';
import { required, resetSite } from '../support/environment.ts';
import { call, endpoints, isForDolibarr } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';
import { tried } from '../support/tried.ts';

/** The key, and what it is when it is written otherwise. */
const forms = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex'), encodeURIComponent(key).replace('-', '%2D')];
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
  pages.add('site-health.php?tab=debug');
  pages.add('options.php');
  for (const path of [...pages].filter((path) => !path.includes('action=logout'))) {
    look(path, await (await administrator.http.get(`/wp-admin/${path}`)).text());
  }
  expect(pages.size).toBeGreaterThan(20);

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
