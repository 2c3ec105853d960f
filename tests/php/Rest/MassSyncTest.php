<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/** A mass synchronization as the panel drives it, from the first request to the last. */
final class MassSyncTest extends RestCase
{
    /** @return array<string, mixed> the run, when nobody needs to work at it any more */
    private static function worked(int $id): array
    {
        for ($turn = 0; $turn < 50; $turn++) {
            $answer = self::answer('POST', "mass-sync/runs/$id/work", ['seconds' => 2]);
            if (!in_array($answer['run']['state'], ['previewing', 'running', 'undoing'], true)) {
                return $answer['run'];
            }
        }
        self::fail('It came to no end.');
    }

    /** @return array{int, int} */
    private static function linked(string $reference): array
    {
        $id = self::product(['title' => 'Mug', 'reference' => $reference, 'price' => '12.5', 'vat_rate' => '20']);
        $dolibarrId = StandIn::create(['ref' => $reference, 'label' => 'Mug', 'price' => '12.5', 'tva_tx' => '20']);
        $values = Services::get()->catalogue()->read($id)->values(PriceBase::WithoutTax);
        Services::get()->links()->put($id, $dolibarrId, $values + ['price_base' => 'HT'], 'synced');
        return [$id, $dolibarrId];
    }

    public function testFromThePreviewToTheUndoing(): void
    {
        self::assertNull(self::answer('GET', 'mass-sync/runs/current')['run']);
        [$edited] = self::linked('EDITED');
        Services::get()->catalogue()->write($edited, ['title' => '=Mug de la boutique'], PriceBase::WithoutTax);
        StandIn::create(['ref' => 'NEW', 'label' => 'Bol', 'price' => '9']);
        $garbled = StandIn::create(['ref' => 'BAD', 'label' => 'Vase', 'price' => '9']);
        StandIn::settings(['garbled_products' => [$garbled]]);

        $run = self::answer('POST', 'mass-sync/runs', ['entities' => ['products']]);
        self::assertSame(['previewing', 'admin'], [$run['state'], $run['by']]);
        $twice = self::ask('POST', 'mass-sync/runs', ['entities' => ['products']]);
        self::assertSame([409, 'dolisync_run_active', $run['id']], [$twice->get_status(), $twice->get_data()['code'], $twice->get_data()['data']['run_id']]);
        $run = self::worked($run['id']);
        self::assertSame('ready', $run['state']);
        self::assertSame(
            ['create' => 1, 'change' => 1, 'same' => 0, 'skipped' => 0, 'overwrite' => 1, 'failed' => 1, 'total' => 3],
            $run['stages'][0]['preview']
        );
        $overwritten = self::answer('GET', "mass-sync/runs/{$run['id']}/records?kind=overwritten");
        self::assertNull($overwritten['next']);
        self::assertSame(
            ['field' => 'title', 'label' => 'Title', 'wpshop' => '=Mug de la boutique', 'dolibarr' => 'Mug'],
            $overwritten['records'][0]['changes'][0]
        );
        self::assertSame(get_edit_post_link($edited, 'raw'), $overwritten['records'][0]['url']);

        $other = self::ask('POST', "mass-sync/runs/{$run['id']}/start", ['overwrites' => 2]);
        self::assertSame([409, 'dolisync_preview_changed', 1], [$other->get_status(), $other->get_data()['code'], $other->get_data()['data']['overwrites']]);
        self::assertPlainError($other);
        self::assertSame('running', self::answer('POST', "mass-sync/runs/{$run['id']}/start", ['overwrites' => 1])['state']);
        self::assertSame('paused', self::answer('POST', "mass-sync/runs/{$run['id']}/pause")['state']);
        self::assertSame('running', self::answer('POST', "mass-sync/runs/{$run['id']}/resume")['state']);
        $run = self::worked($run['id']);
        self::assertSame('done', $run['state']);
        self::assertSame(
            ['start' => false, 'pause' => false, 'resume' => false, 'cancel' => false, 'retry' => true, 'undo' => true, 'release' => false],
            $run['can']
        );

        $failed = self::answer('GET', "mass-sync/runs/{$run['id']}/records?kind=failed&entity=products")['records'];
        self::assertSame([$garbled, 'dolisync_record_unreadable', 'review'], [$failed[0]['dolibarr_id'], $failed[0]['problem']['code'], $failed[0]['problem']['next_action']]);
        StandIn::settings(['garbled_products' => []]);
        self::answer('POST', "mass-sync/runs/{$run['id']}/retry", ['records' => [$failed[0]['id']]]);
        $run = self::worked($run['id']);
        self::assertSame([2, 1, 0], [$run['stages'][0]['created'], $run['stages'][0]['changed'], $run['stages'][0]['failed']]);

        self::assertSame('undoing', self::answer('POST', "mass-sync/runs/{$run['id']}/undo")['state']);
        $run = self::worked($run['id']);
        self::assertSame('undone', $run['state']);
        self::assertSame('=Mug de la boutique', Services::get()->catalogue()->read($edited)->title());
        self::assertSame($run, self::answer('GET', 'mass-sync/runs/current')['run']);
        self::assertSame($run, self::answer('GET', "mass-sync/runs/{$run['id']}"));
    }

    public function testTheBrakeIsAnsweredInWords(): void
    {
        self::linked('ONE');
        StandIn::reset();
        $run = self::answer('POST', 'mass-sync/runs', ['entities' => ['products']]);
        $run = self::worked($run['id']);
        self::assertSame(['stopped', 'empty_list'], [$run['state'], $run['brake']['code']]);
        self::assertStringContainsString('although 1 are associated', $run['brake']['message']);
        self::assertNull(self::answer('POST', "mass-sync/runs/{$run['id']}/release")['brake']);
        self::assertSame('cancelled', self::answer('POST', "mass-sync/runs/{$run['id']}/cancel")['state']);
    }

    public function testTheListIsPaged(): void
    {
        $ids = [];
        foreach (range(1, 5) as $number) {
            $ids[] = StandIn::create(['ref' => "R$number", 'label' => "Vase $number", 'price' => '9']);
        }
        StandIn::settings(['garbled_products' => $ids]);
        $run = self::worked(self::answer('POST', 'mass-sync/runs', ['entities' => ['products']])['id']);
        $seen = [];
        $after = 0;
        do {
            $page = self::answer('GET', "mass-sync/runs/{$run['id']}/records?kind=failed&limit=2&after=$after");
            array_push($seen, ...array_column($page['records'], 'dolibarr_id'));
            $after = $page['next'];
        } while ($after !== null);
        self::assertSame($ids, $seen);
    }
}
