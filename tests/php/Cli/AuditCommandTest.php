<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync audit` */
final class AuditCommandTest extends CliCase
{
    public function testItFindsAndAsksBeforeItRepairs(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::assertSame([0, '[]'], self::wp('audit --format=json'));
        Services::get()->catalogue()->markLinked($id, null);
        $before = self::everything();
        [$row] = self::rows('audit');
        self::assertSame([$id, $dolibarrId, 'mark_missing', 'write_mark', 'left'], [$row['id'], $row['dolibarr_id'], $row['kind'], $row['repair'], $row['result']]);
        self::assertSame(2, self::wp('audit --repair --dry-run')[0]);
        WP_CLI::$answers = ['n'];
        [$code, $printed] = self::wp('audit --repair');
        self::assertSame(0, $code);
        self::assertStringContainsString('write_mark', $printed, 'the person sees what is asked about');
        self::assertSame([1, ''], self::wp('audit --repair --format=json'));
        self::assertEquals($before, self::everything());
        self::assertSame(0, self::wp('audit --repair --yes')[0]);
        self::assertSame($dolibarrId, Services::get()->catalogue()->mark($id));
        self::assertSame(['cli', 'repair'], [($entry = Services::get()->journal()->page($id, 1)['entries'][0])->source, $entry->action]);
    }

    public function testWhatSeveralClaimIsLeft(): void
    {
        $dolibarrId = self::mugInDolibarr();
        $ids = [self::product(self::MUG), self::product(['title' => 'Copie'])];
        foreach ($ids as $id) {
            Services::get()->catalogue()->markLinked($id, $dolibarrId);
        }
        $rows = self::rows('audit --repair --yes');
        self::assertSame(['marked_twice', null, 'left'], [$rows[0]['kind'], $rows[0]['repair'], $rows[0]['result']]);
        self::assertSame([], self::associations());
    }

    public function testDolibarrsEndIsLookedAtWhenAskedFor(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => null]]);
        self::assertSame(0, self::wp('audit')[0]);
        self::assertSame([2, "{$id}"], self::wp('audit --dolibarr --kind=dolibarr_mark_missing --format=ids'));
        self::assertSame(0, self::wp('audit --kind=trashed')[0]);
        self::assertSame(0, self::wp('audit --repair --yes')[0]);
        self::assertSame($id, (int) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
    }

    public function testAnUnknownKindIsAnError(): void
    {
        self::assertSame([1, ''], self::wp('audit --kind=broken'));
        self::assertStringContainsString('mark_missing', WP_CLI::$errors);
    }
}
