import type { Account } from './account.ts';

/** What the address has to bring that the settings show for Dolibarr's messages. */
export async function secretOf(administrator: Account): Promise<string> {
  const page = await administrator.http.get('/wp-admin/admin.php?page=dolisync-settings&tab=messages');
  const [, secret] = /webhook\?secret=([0-9a-f]+)/.exec(await page.text()) ?? [];
  if (secret === undefined) throw new Error(`The settings show no address for Dolibarr: ${page.status()} ${page.url()}`);
  return secret;
}
