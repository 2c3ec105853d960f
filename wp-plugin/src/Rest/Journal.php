<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * What was written, newest first, and putting the previous values back.
 */
final class Journal extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'journal', $this->read(...), [
            'product' => [
                'description' => 'Only what was written about this product.',
                'type' => 'integer',
                'minimum' => 1,
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
        return $this->services->journal()->page($request['product'], $request['page']);
    }

    private function undo(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->undo(self::id($request));
    }
}
