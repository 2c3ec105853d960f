import { required } from '../support/environment.ts';
import { wear, type Scheme } from '../support/color_schemes.ts';
import { Dashboard } from '../support/dashboard.ts';
import { screens } from '../support/screens.ts';
import { test } from '../support/test.ts';

// Every screen, to be looked at: in French, in the usual color scheme and in a dark one.
for (const scheme of ['fresh', 'midnight'] as Scheme[]) {
  test.describe(scheme, () => {
    test.use({ start: { locale: 'fr_FR' } });

    test('every screen', async ({ list, page, pageErrors }) => {
      test.setTimeout(600_000);
      const dashboard = new Dashboard(page);
      for (const [at, { name, open }] of screens.entries()) {
        await test.step(name, () => open(list, dashboard));
        await wear(page, scheme);
        await page.screenshot({
          path: `${required('DOLISYNC_E2E_PICTURES')}/${String(at + 1).padStart(2, '0')}-${name}-${scheme}.png`,
          fullPage: (await page.locator('dialog[open]').count()) === 0,
          animations: 'disabled',
        });
      }
      pageErrors.length = 0;
    });
  });
}
