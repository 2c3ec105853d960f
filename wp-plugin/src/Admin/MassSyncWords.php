<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Automation\Brakes;
use DoliSync\Dolibarr\Refusals;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Memberships;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;

/**
 * A mass synchronization in words.
 */
final class MassSyncWords
{
    /**
     * What the brake saw that stopped a run.
     *
     * @param array{reason: string, numbers: array<string, int>} $brake
     */
    public static function brake(array $brake): string
    {
        $number = static fn (string $name): string => number_format_i18n((int) ($brake['numbers'][$name] ?? 0));
        return match ($brake['reason']) {
            /* translators: %s: a number of records. */
            Brakes::EMPTY_LIST => sprintf(__('Dolibarr listed no record at all, although %s are associated.', 'dolisync'), $number('links')),
            Brakes::COUNT_FELL => sprintf(
                /* translators: 1: a number of records, 2: a smaller number of records. */
                __('%1$s records are associated, and Dolibarr lists only %2$s of them.', 'dolisync'),
                $number('before'),
                $number('now')
            ),
            default => BrakeWords::seen($brake),
        };
    }

    /**
     * Why a run leaves out a kind of record, or, of the categories, which products are in them, and what to do; null: it does
     * not.
     *
     * @param list<string> $unlisted the categories whose products Dolibarr did not list (Progress::unlisted)
     */
    public static function leftOut(Run $run, Entity $entity, array $unlisted): ?string
    {
        $why = $run->leftOut[$entity->value]
            ?? ($entity === Entity::Categories ? $run->leftOut[Memberships::BATCHES] ?? null : null);
        $words = match ($why['code'] ?? null) {
            null => $entity === Entity::Categories && $unlisted !== [] ? self::unlisted($unlisted) : null,
            // Noted in the language of whoever met it.
            Refusals::KEPT_BACK => Refusals::keptBack($entity->named())->getMessage(),
            MassSync::NEEDS_LEFT_OUT => MassSync::without($entity->needs()[0])->getMessage(),
            default => ProblemWords::message($why),
        };
        return $why !== null && $entity === Entity::Categories && in_array(Entity::Products, $run->entities, true)
            ? $words . ' ' . __('Products are brought over without their categories.', 'dolisync')
            : $words;
    }

    /** @param non-empty-list<string> $categories */
    private static function unlisted(array $categories): string
    {
        /* translators: %s: the names of categories. */
        return sprintf(_n(
            'Dolibarr was asked several times and did not list the products of the category “%s”. In the shop nothing changes about it, and new products come without it. Whoever looks after Dolibarr can see why in its log. Begin a new mass synchronization afterwards.',
            'Dolibarr was asked several times and did not list the products of these categories: %s. In the shop nothing changes about them, and new products come without them. Whoever looks after Dolibarr can see why in its log. Begin a new mass synchronization afterwards.',
            count($categories),
            'dolisync'
        ), implode(', ', $categories));
    }

    /**
     * What a run waits for that goes on by itself: a person need not try anything again.
     *
     * @param array{code: string, message: string, next_action: string} $problem
     * @return array{code: string, message: string, next_action: string}
     */
    public static function waiting(array $problem): array
    {
        return ['message' => match ($problem['code']) {
            'dolisync_dolibarr_timeout' => __('Dolibarr does not answer in time: its server may be overloaded.', 'dolisync'),
            'dolisync_dolibarr_unreachable' => __('Dolibarr cannot be reached: its server may be down, or the network to it.', 'dolisync'),
            'dolisync_dolibarr_failing' => __('Dolibarr has a technical problem. Whoever looks after it can see why in its log.', 'dolisync'),
            'dolisync_dolibarr_unreadable' => __('Dolibarr’s answers cannot be understood: they are incomplete, or web pages.', 'dolisync'),
            default => ProblemWords::message($problem),
        }] + $problem;
    }

    /** How far a run is, in a sentence. */
    public static function state(RunState $state): string
    {
        return match ($state) {
            RunState::Previewing => __('Its preview is being made: nothing is written yet.', 'dolisync'),
            RunState::Ready => __('Its preview is ready: it waits for you to start it.', 'dolisync'),
            RunState::Running => __('It is under way.', 'dolisync'),
            RunState::Paused => __('It is paused.', 'dolisync'),
            RunState::Stopped => __('It has stopped and waits for you.', 'dolisync'),
            RunState::Done => __('It is done.', 'dolisync'),
            RunState::Cancelled => __('It was stopped; what was written until then stays.', 'dolisync'),
            RunState::Undoing => __('What it wrote is being put back.', 'dolisync'),
            RunState::Undone => __('What it wrote was put back.', 'dolisync'),
        };
    }

    /**
     * What became of a record that is listed.
     */
    public static function kind(RecordKind $kind): string
    {
        return match ($kind) {
            RecordKind::Failed => __('Failed', 'dolisync'),
            RecordKind::Skipped => __('Skipped', 'dolisync'),
            RecordKind::Overwritten => __('Change in WPshop overwritten', 'dolisync'),
            RecordKind::ChangedSincePreview => __('Changed in WPshop since the preview: left alone', 'dolisync'),
            RecordKind::NotUndone => __('Could not be put back', 'dolisync'),
        };
    }
}
