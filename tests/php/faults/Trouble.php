<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/**
 * What befalls one request of WordPress from within: it is killed before one of its writes, or it waits at one of its
 * calls to Dolibarr while others go on.
 */
final class Trouble
{
    private int $writes = 0;
    private int $calls = 0;
    /** The Dolibarr product that was read and not written since: whoever changes it now changes it under our hands. */
    private ?int $inHand = null;
    /** The Dolibarr product that the request is about, as far as its calls tell. */
    private ?int $about = null;

    /**
     * @param int|null $killAt dies before its n-th write (a query that changes data, or a call that does, or the way
     *     back from one)
     * @param int|null $pauseAt waits before or after a call to Dolibarr: 1 before the first, 2 after it, …
     * @param int $patience milliseconds that a call to Dolibarr is given
     */
    public function __construct(
        private readonly ?int $killAt = null,
        private readonly ?int $pauseAt = null,
        public readonly int $patience = 10000
    ) {
    }

    /** @param callable(array<string, mixed>): void $pause tells where the request is, and comes back when it may go on */
    public function arm(callable $pause): void
    {
        add_filter('query', function (string $query): string {
            if (preg_match('/^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i', $query) === 1) {
                $this->write();
            }
            return $query;
        });
        add_filter('pre_http_request', function (mixed $reply, array $arguments, string $url) use ($pause): mixed {
            $this->call('before', $arguments, $url, $pause);
            return $reply;
        }, 10, 3);
        add_action('http_api_debug', function (mixed $reply, string $context, string $class, array $arguments, string $url) use ($pause): void {
            $this->call('after', $arguments, $url, $pause);
        }, 10, 5);
        add_action('http_api_curl', function ($handle): void {
            curl_setopt($handle, CURLOPT_NOSIGNAL, true);
            curl_setopt($handle, CURLOPT_TIMEOUT_MS, $this->patience);
        });
    }

    /**
     * @param array<string, mixed> $arguments of WordPress's HTTP functions
     * @param callable(array<string, mixed>): void $pause
     */
    private function call(string $when, array $arguments, string $url, callable $pause): void
    {
        $isWrite = $arguments['method'] !== 'GET';
        if ($isWrite) {
            $this->write();
        }
        if (preg_match('#/products/(\d+)$#', $url, $product) === 1) {
            $this->about = (int) $product[1];
            if ($when === 'after') {
                $this->inHand = $isWrite ? null : $this->about;
            }
        }
        if (++$this->calls === $this->pauseAt) {
            $pause(['in_hand' => $this->inHand, 'about' => $this->about]);
        }
    }

    private function write(): void
    {
        if (++$this->writes === $this->killAt) {
            posix_kill(getmypid(), SIGKILL);
        }
    }
}
