<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;
use DoliSync\Sync\Moment;

/**
 * When Dolibarr last answered, and what has kept it from answering since: noted by the way, whatever asked it. An hour
 * of work is noted once a minute, so that it costs nothing.
 */
final class Contact
{
    public const OPTION = 'dolisync_contact';

    private const NOTED_EVERY_SECONDS = 60;

    /**
     * @param string|null $at when it last answered; null: never, as far as is known
     * @param string|null $version Dolibarr's, as it last told
     * @param int|null $latencyMs how long its shortest answer took then
     * @param array{code: string, message: string, next_action: string, at: string}|null $problem null: it is well
     */
    private function __construct(
        public readonly ?string $at,
        public readonly ?string $version,
        public readonly ?int $latencyMs,
        public readonly ?array $problem
    ) {
    }

    public static function last(): self
    {
        $stored = get_option(self::OPTION);
        $stored = is_array($stored) ? $stored : [];
        return new self($stored['at'] ?? null, $stored['version'] ?? null, $stored['latency_ms'] ?? null, $stored['problem'] ?? null);
    }

    public static function answered(): void
    {
        $last = self::last();
        if ($last->problem !== null || $last->at === null || $last->at < Moment::in(-self::NOTED_EVERY_SECONDS)) {
            (new self(Moment::now(), $last->version, $last->latencyMs, null))->store();
        }
    }

    /** It told its version: asked for nothing else, so the time it took is the way there and back. */
    public static function told(string $version, int $latencyMs): void
    {
        (new self(Moment::now(), $version, $latencyMs, null))->store();
    }

    public static function failed(Problem $problem): void
    {
        $last = self::last();
        $isNoted = $last->problem !== null && $last->problem['code'] === $problem->name
            && $last->problem['at'] >= Moment::in(-self::NOTED_EVERY_SECONDS);
        if (!$isNoted) {
            $noted = $problem->toArray() + ['at' => Moment::now()];
            (new self($last->at, $last->version, $last->latencyMs, $noted))->store();
        }
    }

    /** Another Dolibarr: what is known says nothing about it. */
    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    private function store(): void
    {
        update_option(self::OPTION, [
            'at' => $this->at,
            'version' => $this->version,
            'latency_ms' => $this->latencyMs,
            'problem' => $this->problem,
        ], false);
    }
}
