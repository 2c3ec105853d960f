<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Sync\JournalFilter;
use WP_REST_Request;

/**
 * What was written, newest first, and putting the previous values back.
 */
final class Journal extends Controller
{
    private const PER_PAGE = 20;
    private const DAY = ['type' => 'string', 'pattern' => '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'];

    public function register(): void
    {
        $this->route('GET', 'journal', $this->read(...), [
            'product' => [
                'description' => 'Only what was written about this product.',
                'type' => 'integer',
                'minimum' => 1,
            ],
            'action' => [
                'description' => 'Only what was done in this way.',
                'type' => 'string',
                'enum' => JournalFilter::ACTIONS,
            ],
            'source' => [
                'description' => 'Only what had this cause.',
                'type' => 'string',
                'enum' => JournalFilter::SOURCES,
            ],
            'from' => ['description' => 'The first day, in the site’s time zone.'] + self::DAY,
            'to' => ['description' => 'The last day, in the site’s time zone.'] + self::DAY,
            'search' => [
                'description' => 'A part of a product’s title, reference or barcode, or its number on either side.',
                'type' => 'string',
                'maxLength' => 200,
            ],
            'page' => [
                'description' => '20 entries each, counted from 1.',
                'type' => 'integer',
                'minimum' => 1,
                'maximum' => 1_000_000,
                'default' => 1,
            ],
        ], Shapes::object([
            'entries' => Shapes::listOf(Shapes::journalEntry()),
            'total' => ['type' => 'integer', 'minimum' => 0],
        ]));
        $this->route('POST', 'journal/' . self::ID . '/undo', $this->undo(...), [], Shapes::outcome());
    }

    private function read(WP_REST_Request $request): mixed
    {
        return $this->services->journalSearch()->page(
            JournalFilter::of($request->get_query_params()),
            $request['page'],
            self::PER_PAGE
        );
    }

    private function undo(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->undo(self::id($request));
    }
}
