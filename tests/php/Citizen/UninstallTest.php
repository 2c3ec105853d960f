<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use DoliSync\Admin\Said;
use DoliSync\Automation\Schedule;
use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\Traces;

/**
 * Deleting the plugin keeps its data unless the settings say otherwise.
 */
final class UninstallTest extends SiteCase
{
    protected function tearDown(): void
    {
        delete_option('dolisync_delete_data');
        Plugin::activate();
        Schedule::ensure();
    }

    public function testTheDataStay(): void
    {
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, null);
        update_user_meta(get_current_user_id(), 'dolisync_per_page', '50');
        $before = Traces::all();
        Traces::uninstall();
        self::assertSame($before, Traces::all());
        self::assertSame(68, Services::get()->links()->of($id)?->dolibarrId);
        self::assertTrue(Services::get()->connection()->isConfigured());
    }

    public function testTheDataGoWhenAPersonSaidSo(): void
    {
        $id = self::product(['title' => 'Mug', 'reference' => 'MUG-1']);
        update_post_meta($id, '_external_id', '68');
        $shop = self::shop();
        Said::keep('success', 'a sentence for the next page');
        Schedule::ensure();
        update_user_meta(get_current_user_id(), 'dolisync_per_page', '50');
        update_user_meta(get_current_user_id(), 'managewps-product_page_dolisync-journalcolumnshidden', ['source']);
        update_user_meta(get_current_user_id(), 'managewps-product_page_otherscolumnshidden', ['source']);
        get_user_by('login', 'editor')->add_cap(Plugin::CAPABILITY);
        // What there is to be found, or finding nothing would say nothing.
        self::assertSame(['tables', 'options', 'events', 'roles', 'users', 'preferences'], array_keys(array_filter(Traces::all())));
        self::assertCount(count(Tables::all()), Traces::all()['tables'], 'no table is missing in the list of them');

        update_option('dolisync_delete_data', 'yes');
        Traces::uninstall();
        self::assertSame([], array_filter(Traces::all()));
        self::assertSame($shop, self::shop());
        self::assertSame(['source'], get_user_meta(get_current_user_id(), 'managewps-product_page_otherscolumnshidden', true));
        self::assertFalse(get_user_by('login', 'editor')->has_cap(Plugin::CAPABILITY));

        Plugin::prepareWhenNew();
        self::assertCount(count(Tables::all()), Traces::all()['tables']);
        self::assertTrue(get_role('administrator')->has_cap(Plugin::CAPABILITY));
    }

    /** In a process of its own: the classes and functions of Action Scheduler stay once they are there. */
    public function testTheTasksOfActionSchedulerGoToo(): void
    {
        update_option('dolisync_delete_data', 'yes');
        $printed = Traces::uninstall('
            class ActionScheduler {
                static function store() { return new self; }
                function delete_action($id) { echo "deleted $id\n"; }
            }
            function as_get_scheduled_actions($asked, $form) { echo "$form of {$asked["group"]}, $asked[per_page]\n"; return [7, 9]; }');
        self::assertSame("ids of dolisync, -1\ndeleted 7\ndeleted 9\n", $printed);
    }

    /** Whoever deletes the plugin may have an older PHP than it needs; so may whoever is told so by dolisync.php. */
    public function testWhatRunsOnAnOldPhpIsWrittenForIt(): void
    {
        $newer = [T_MATCH, T_ENUM, T_READONLY, T_ATTRIBUTE, T_NULLSAFE_OBJECT_OPERATOR, T_FN, T_COALESCE_EQUAL];
        foreach (['dolisync.php', 'uninstall.php', 'src/Sync/Tables.php'] as $file) {
            $tokens = \PhpToken::tokenize((string) file_get_contents(dirname(DOLISYNC_FILE) . '/' . $file));
            foreach ($tokens as $token) {
                self::assertFalse($token->is($newer), "{$file}, line {$token->line}: {$token->text}");
            }
        }
    }
}
