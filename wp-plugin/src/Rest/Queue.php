<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Admin\ProblemWords;
use DoliSync\Queue\Entry;
use WP_REST_Request;

/**
 * What waits to be carried over: reading it, trying one again at once, letting one go.
 */
final class Queue extends Controller
{
    private const PER_PAGE = 20;

    public function register(): void
    {
        $this->route('GET', 'queue', $this->read(...), ['page' => [
            'description' => '20 entries each, counted from 1.',
            'type' => 'integer',
            'minimum' => 1,
            'maximum' => 1_000_000,
            'default' => 1,
        ]], Shapes::object([
            'entries' => Shapes::listOf(Shapes::queueEntry()),
            'total' => ['type' => 'integer', 'minimum' => 0],
        ]));
        $this->route('POST', 'queue/' . self::ID . '/retry', $this->retry(...), [], Shapes::queueEntry());
        $this->route('DELETE', 'queue/' . self::ID, $this->drop(...), [], Shapes::object(['dropped' => ['type' => 'boolean']]));
    }

    /** @return array<string, mixed> */
    private function read(WP_REST_Request $request): array
    {
        $page = $this->services->queue()->page($request['page'], self::PER_PAGE);
        $titles = $this->services->catalogue()->titles(array_filter(array_map(
            static fn (Entry $entry): ?int => $entry->wpId,
            $page['entries']
        )));
        return [
            'entries' => array_map(static fn (Entry $entry): array => self::shown($entry, $titles), $page['entries']),
            'total' => $page['total'],
        ];
    }

    /** @return array<string, mixed> */
    private function retry(WP_REST_Request $request): array
    {
        $entry = $this->services->queue()->retryNow(self::id($request));
        return self::shown($entry, $entry->wpId === null ? [] : $this->services->catalogue()->titles([$entry->wpId]));
    }

    /** @return array<string, bool> */
    private function drop(WP_REST_Request $request): array
    {
        $this->services->queue()->drop(self::id($request));
        return ['dropped' => true];
    }

    /**
     * @param array<int, string> $titles
     * @return array<string, mixed>
     */
    private static function shown(Entry $entry, array $titles): array
    {
        return [
            'id' => $entry->id,
            'product_id' => $entry->wpId,
            'dolibarr_id' => $entry->dolibarrId,
            'title' => $titles[$entry->wpId ?? 0] ?? '',
            'cause' => $entry->cause,
            'since' => $entry->since,
            'attempts' => $entry->attempts,
            'next_at' => $entry->nextAt,
            'under_way' => $entry->isUnderWay,
            'last_problem' => $entry->lastProblem === null ? null : [
                'code' => (string) ($entry->lastProblem['code'] ?? ''),
                'message' => ProblemWords::message($entry->lastProblem),
                'next_action' => (string) ($entry->lastProblem['next_action'] ?? 'none'),
            ],
        ];
    }
}
