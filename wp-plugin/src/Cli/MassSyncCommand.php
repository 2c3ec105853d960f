<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\MassSync\Entity;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\Problem;
use DoliSync\Services;
use WP_CLI;

/**
 * Brings Dolibarr's data into WPshop.
 *
 * Shows a preview and asks before it writes. A run that is under way already, begun here or in the browser, is worked at
 * together with whoever is at it.
 *
 * ## OPTIONS
 *
 * [--entities=<list>]
 * : What to bring over, separated by commas: categories, products, third_parties, contacts, proposals, orders, invoices.
 * All but contacts by default.
 *
 * [--yes]
 * : Do not ask.
 *
 * ## EXAMPLES
 *
 *     wp dolisync mass-sync --entities=products --user=admin
 */
final class MassSyncCommand
{
    /** Between two reports. */
    private const SECONDS = 5.0;

    /**
     * @param list<string> $arguments
     * @param array<string, string> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $mass = Services::get()->massSync();
        try {
            $run = $mass->current();
            if ($run === null || $run->state->isOver()) {
                $run = $mass->begin(self::entities((string) ($options['entities'] ?? '')));
            }
            $run = self::work($mass, $run);
            if ($run->state === RunState::Ready) {
                WP_CLI::confirm(__('Write this?', 'dolisync'), $options);
                $run = self::work($mass, $mass->start($run->id, $mass->overwrites($run)));
            }
        } catch (Problem $problem) {
            WP_CLI::error($problem->getMessage());
        }
        if ($run->state === RunState::Done) {
            WP_CLI::success(__('The mass synchronization is done.', 'dolisync'));
        } else {
            /* translators: %s: a state of a mass synchronization, in English. */
            WP_CLI::warning(sprintf(__('The mass synchronization is “%s”.', 'dolisync'), $run->state->value));
        }
    }

    private static function work(MassSync $mass, Run $run): Run
    {
        while ($run->state->isWorkedAt()) {
            if ($mass->work($run->id, self::SECONDS) === 0) {
                // Others are at it, or Dolibarr is not well.
                sleep(1);
            }
            $run = $mass->run($run->id);
            self::say($run);
        }
        return $run;
    }

    private static function say(Run $run): void
    {
        foreach (Services::get()->massSyncProgress()->stages($run) as $stage) {
            $counts = $run->startedAt === null ? $stage['preview'] ?? [] : array_intersect_key($stage, array_flip(['created', 'changed', 'same', 'skipped', 'failed', 'overwritten']));
            $words = array_map(static fn (string $name, int $number): string => "{$name} {$number}", array_keys($counts), $counts);
            WP_CLI::log(sprintf('%s %d/%s: %s', $stage['entity'], $stage['done'], $stage['total'] ?? '?', implode(', ', $words)));
        }
    }

    /**
     * @return list<Entity>
     * @throws Problem rest_invalid_param
     */
    private static function entities(string $list): array
    {
        if ($list === '') {
            return MassSync::BY_DEFAULT;
        }
        return array_map(static fn (string $name): Entity => Entity::tryFrom(trim($name)) ?? throw Problem::named(
            'rest_invalid_param',
            /* translators: %s: what was typed. */
            sprintf(__('“%s” is no kind of record that can be synchronized.', 'dolisync'), $name)
        ), explode(',', $list));
    }
}
