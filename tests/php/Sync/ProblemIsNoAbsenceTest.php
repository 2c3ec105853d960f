<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Row;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 2: a problem is not an absence. */
final class ProblemIsNoAbsenceTest extends SyncCase
{
    protected function tearDown(): void
    {
        remove_all_filters('dolisync_http_timeout');
        remove_all_filters('http_response');
    }

    /**
     * @dataProvider faults
     * @param array<string, mixed> $fault
     */
    public function testRule2AProblemSaysNothingAboutTheProduct(array $fault, string $code, string $nextAction): void
    {
        add_filter('dolisync_http_timeout', static fn (): float => 0.5);
        [$id, $dolibarrId] = self::linkedMug();
        $second = self::product(['title' => 'Bowl']);
        Services::get()->links()->put($second, self::mugInDolibarr(['ref' => 'BOWL', 'barcode' => '']), null);
        $before = self::row($id);
        StandIn::fail($fault);
        foreach ([[$id], [$id, $second]] as $ids) {
            $row = Services::get()->statusCheck()->rows($ids)[0];
            self::assertSame(
                ['unknown', null, $dolibarrId, $before->checkedAt, ['status' => 'synced', 'fields' => []], $code, $nextAction],
                [$row->status->value, $row->reason, $row->dolibarrId, $row->checkedAt, $row->lastKnown, $row->problem?->name, $row->problem?->nextAction]
            );
            self::assertMatchesRegularExpression('/^\S+ .+\.$/', $row->problem->getMessage());
        }
        self::assertSame($code, self::problem(static fn () => self::look($id))->name);
        self::assertSame($code, self::problem(static fn () => Services::get()->synchronizer()->unlink($id))->name);
        self::assertSame($code, self::problem(static fn () => Services::get()->candidates()->search('mug', 0))->name);
        StandIn::heal();
        self::assertSame('synced', self::row($id)->status->value);
    }

    /** @return array<string, array{array<string, mixed>, string, string}> */
    public function faults(): array
    {
        return [
            'a time-out' => [['kind' => 'timeout_before', 'ms' => 1500], 'dolisync_dolibarr_timeout', 'retry'],
            'a dropped connection' => [['kind' => 'drop'], 'dolisync_dolibarr_unreachable', 'retry'],
            'an HTML error page' => [['kind' => 'html_500'], 'dolisync_dolibarr_failing', 'retry'],
            'half a JSON' => [['kind' => 'truncated'], 'dolisync_dolibarr_unreadable', 'retry'],
            'a web page with status 200' => [['kind' => 'not_json_200'], 'dolisync_dolibarr_unreadable', 'retry'],
            'a refused key' => [['kind' => 'status', 'status' => 401], 'dolisync_dolibarr_key_refused', 'check_settings'],
            'a missing right' => [['kind' => 'status', 'status' => 403], 'dolisync_dolibarr_forbidden', 'check_settings'],
            'a gateway' => [['kind' => 'status', 'status' => 503], 'dolisync_dolibarr_failing', 'retry'],
            'a redirect' => [['kind' => 'status', 'status' => 302], 'dolisync_dolibarr_redirected', 'check_settings'],
        ];
    }

    public function testRule12AProductThatCannotBeReadHidesNoOther(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $second = self::product(['title' => 'Bowl']);
        Services::get()->links()->put($second, self::mugInDolibarr(['ref' => 'BOWL', 'barcode' => '']), null);
        add_filter('http_response', static function (array $reply) use ($dolibarrId): array {
            $reply['body'] = (string) preg_replace('/("id":"' . $dolibarrId . '".*?"price":)"[^"]*"/s', '$1"abc"', $reply['body'], 1);
            return $reply;
        });
        [$broken, $bowl] = Services::get()->statusCheck()->rows([$id, $second]);
        self::assertSame(['unknown', 'dolisync_not_listed'], [$broken->status->value, $broken->problem?->name]);
        self::assertSame('out_of_sync', $bowl->status->value);
        self::assertSame('dolisync_record_unreadable', self::row($id)->problem?->name);
    }

    public function testRule2WithoutAServerEveryLinkStays(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        update_option('dolisync_dolibarr_url', 'http://127.0.0.1:18299');
        $row = self::row($id);
        self::assertSame(['unknown', 'dolisync_dolibarr_unreachable', $dolibarrId], [$row->status->value, $row->problem?->name, $row->dolibarrId]);
        $this->disconnect();
        $row = self::row($id);
        self::assertSame(['unknown', 'dolisync_not_configured', $dolibarrId], [$row->status->value, $row->problem?->name, $row->dolibarrId]);
    }

    /** @dataProvider versions */
    public function testRule2GoneIsDolibarrsOwnWordFromAHealthyApi(int $version): void
    {
        StandIn::settings(['version' => $version]);
        [$id] = self::linkedMug();
        $second = self::product(['title' => 'Bowl']);
        $bowl = self::mugInDolibarr(['ref' => 'BOWL', 'label' => 'Bowl', 'barcode' => '']);
        Services::get()->links()->put($second, $bowl, null);
        Services::get()->links()->put($id, 9999, null, 'synced');

        // Not in a healthy list: not yet proved.
        $row = self::rowAmong($id, $second);
        self::assertSame(['unknown', 'dolisync_not_listed', 'retry'], [$row->status->value, $row->problem?->name, $row->problem?->nextAction]);

        // Asked by itself, it is.
        StandIn::forgetCalls();
        $row = self::row($id);
        self::assertSame(['out_of_sync', 'gone_in_dolibarr', 9999], [$row->status->value, $row->reason?->value, $row->dolibarrId]);
        self::assertCount(2, StandIn::calls());
        $gone = self::problem(static fn () => self::look($id));
        self::assertSame(['dolisync_gone_in_dolibarr', 409, 'none'], [$gone->name, $gone->httpStatus, $gone->nextAction]);

        // Then the list needs no further proof, and the link is still there.
        self::assertSame('gone_in_dolibarr', self::rowAmong($id, $second)->reason?->value);
        self::assertSame(9999, Services::get()->links()->of($id)->dolibarrId);
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    public function testRule2AnEmptyDolibarrProvesNothing(): void
    {
        $id = self::product(self::MUG);
        Services::get()->links()->put($id, 9999, null, 'synced');
        $row = self::row($id);
        self::assertSame(['unknown', 'dolisync_not_listed'], [$row->status->value, $row->problem?->name]);
        self::assertSame('dolisync_not_listed', self::problem(static fn () => self::look($id))->name);
    }

    public function testRule2TheProofItselfFailing(): void
    {
        self::mugInDolibarr();
        $id = self::product(self::MUG);
        Services::get()->links()->put($id, 9999, null, 'synced');
        StandIn::fail(['kind' => 'html_500', 'nth' => 2]);
        self::assertSame('unknown', self::row($id)->status->value);
    }

    public function testAProblemIsRememberedBesideWhatWasKnown(): void
    {
        global $wpdb;
        [$id] = self::linkedMug();
        StandIn::fail(['kind' => 'html_500']);
        self::row($id);
        $kept = $wpdb->get_row('SELECT status, last_error FROM ' . \DoliSync\Sync\Tables::links());
        self::assertSame(['synced', 'dolisync_dolibarr_failing'], [$kept->status, json_decode($kept->last_error)->code]);
        self::assertSame('synced', Services::get()->statusCheck()->lastKnown([$id])[$id]->status->value);
        StandIn::heal();
        self::row($id);
        self::assertNull($wpdb->get_var('SELECT last_error FROM ' . \DoliSync\Sync\Tables::links()));
    }

    private static function rowAmong(int $id, int $other): Row
    {
        return Services::get()->statusCheck()->rows([$id, $other])[0];
    }
}
