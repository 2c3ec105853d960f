<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\OwnWrites;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 9: our own writes raise no echo. */
final class OwnWritesTest extends SyncCase
{
    private const HOOKS = ['save_post', 'updated_post_meta', 'added_post_meta', 'deleted_post_meta'];

    /** @var list<bool> whether the guard was up, each time something was saved */
    private array $heard = [];

    public function testRule9WhoeverListensToSavingKnowsOurWrites(): void
    {
        $synchronizer = Services::get()->synchronizer();
        $id = self::product(['reference' => ''] + self::MUG);
        $created = self::product(['title' => 'Sans référence']);
        $dolibarrId = self::mugInDolibarr(['label' => 'Mug bleu roi', 'price' => '14']);
        $listener = function (): void {
            $this->heard[] = OwnWrites::underWay();
        };
        foreach (self::HOOKS as $hook) {
            add_action($hook, $listener);
        }
        try {
            $link = self::link($id, $dolibarrId, ['title' => 'dolibarr', 'reference' => 'dolibarr', 'price' => 'dolibarr']);
            $this->expectGuarded('associating');
            $undo = $synchronizer->undo($link->journalId);
            $this->expectGuarded('undoing');
            $synchronizer->undo($undo->journalId);
            $this->expectGuarded('undoing the undoing');
            StandIn::change($dolibarrId, ['label' => 'Mug']);
            $this->heard = [];
            self::sync($id, ['title' => 'dolibarr']);
            $this->expectGuarded('synchronizing');
            $synchronizer->unlink($id);
            $this->expectGuarded('dissociating');
            $synchronizer->create($created, true);
            $this->expectGuarded('creating');
            // A person's own edit is none of ours.
            self::edit($id, ['title' => 'Mug rouge']);
            self::assertContains(false, $this->heard);
        } finally {
            foreach (self::HOOKS as $hook) {
                remove_action($hook, $listener);
            }
        }
    }

    public function testRule9TheGuardComesDownWhenAWriteFails(): void
    {
        try {
            OwnWrites::during(static fn () => throw new \RuntimeException('x'));
        } catch (\RuntimeException) {
            // Expected.
        }
        self::assertFalse(OwnWrites::underWay());
        self::assertTrue(OwnWrites::during(static fn (): bool => OwnWrites::during(OwnWrites::underWay(...)) && OwnWrites::underWay()));
    }

    private function expectGuarded(string $doing): void
    {
        self::assertNotSame([], $this->heard, "$doing saves something");
        self::assertNotContains(false, $this->heard, $doing);
        $this->heard = [];
    }
}
