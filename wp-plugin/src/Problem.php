<?php

declare(strict_types=1);

namespace DoliSync;

/**
 * Something that kept DoliSync from doing what was asked: a stable name, a sentence for the shop owner, what to do next.
 *
 * Neither the API key nor the text of a database error is ever part of it.
 */
final class Problem extends \RuntimeException
{
    /**
     * @param string $nextAction one of retry, check_settings, log_in, review, none
     * @param int $httpStatus the status of the REST answer; never 401 or 403 for what Dolibarr refused,
     *     which would look like a lost session of WordPress
     * @param array<string, mixed> $data what the person has to see with it (a comparison, candidates)
     */
    private function __construct(
        public readonly string $name,
        string $message,
        public readonly string $nextAction,
        public readonly int $httpStatus,
        public readonly array $data
    ) {
        parent::__construct($message);
    }

    /**
     * @param string $code stable, begins with `dolisync_` or `rest_`
     * @param string $message one or two sentences, translated
     * @param array<string, mixed> $data
     */
    public static function named(
        string $code,
        string $message,
        string $nextAction = 'none',
        int $status = 400,
        array $data = []
    ): self {
        return new self($code, $message, $nextAction, $status, $data);
    }

    /**
     * A fault of ours: the site's log gets what a developer needs, the shop owner a sentence. No trace: it would show the
     * beginning of a key that was passed on.
     */
    public static function unexpected(\Throwable $fault): self
    {
        error_log(sprintf('DoliSync: %s: %s (%s:%d)', $fault::class, $fault->getMessage(), $fault->getFile(), $fault->getLine()));
        return self::named(
            'dolisync_unexpected',
            __('DoliSync met an unexpected error; the site’s error log says more. Try again.', 'dolisync'),
            'retry',
            500
        );
    }

    /** @return array{code: string, message: string, next_action: string} */
    public function toArray(): array
    {
        return ['code' => $this->name, 'message' => $this->getMessage(), 'next_action' => $this->nextAction];
    }
}
