<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Requests to Dolibarr's REST API through WordPress's HTTP functions. Follows no redirect, checks certificates. */
final class Client
{
    private const TIMEOUT_SECONDS = 15;
    /** What is longer is cut off, and so unreadable, before it fills PHP's memory. A hundred products are some 400 kB. */
    private const MOST_BYTES = 32 * 1024 * 1024;
    private const BEFORE_PARSING = 'requests-requests.before_parse';

    /**
     * @param \Closure(): Connection $connection asked when a request is made, not before
     * @param bool $isNoted whether Contact hears of it: not of a connection that is only being tried
     */
    public function __construct(private readonly \Closure $connection, private readonly bool $isNoted = false)
    {
    }

    /**
     * @param array<string, string|int> $query
     * @throws Problem
     */
    public function get(string $path, array $query = []): Answer
    {
        return $this->send('GET', $path, $query, null);
    }

    /**
     * @param array<string, mixed> $body
     * @throws Problem
     */
    public function post(string $path, array $body): Answer
    {
        return $this->send('POST', $path, [], $body);
    }

    /**
     * @param array<string, mixed> $body
     * @throws Problem
     */
    public function put(string $path, array $body): Answer
    {
        return $this->send('PUT', $path, [], $body);
    }

    /** @throws Problem */
    public function delete(string $path): Answer
    {
        return $this->send('DELETE', $path, [], null);
    }

    /**
     * @param array<string, string|int> $query
     * @param array<string, mixed>|null $body
     */
    private function send(string $method, string $path, array $query, ?array $body): Answer
    {
        $connection = ($this->connection)();
        try {
            $answer = self::ask($connection, $method, $path, $query, $body);
        } catch (Problem $problem) {
            $this->note($problem);
            throw $problem;
        }
        $this->note(null);
        return $answer;
    }

    private function note(?Problem $problem): void
    {
        if ($this->isNoted) {
            $problem !== null && Problems::isOfDolibarr($problem) ? Contact::failed($problem) : Contact::answered();
        }
    }

    /**
     * @param array<string, string|int> $query
     * @param array<string, mixed>|null $body
     */
    private static function ask(Connection $connection, string $method, string $path, array $query, ?array $body): Answer
    {
        $url = $connection->address->api($path);
        if ($query !== []) {
            $url .= '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986);
        }
        add_action(self::BEFORE_PARSING, [self::class, 'keepZero']);
        $reply = wp_remote_request($url, [
            'method' => $method,
            'headers' => $connection->headers() + ($body === null ? [] : ['Content-Type' => 'application/json']),
            'body' => $body === null ? null : self::encode($body),
            /** Seconds that Dolibarr is given for one answer. */
            'timeout' => (float) apply_filters('dolisync_http_timeout', self::TIMEOUT_SECONDS),
            'redirection' => 0,
            'limit_response_size' => self::MOST_BYTES,
            'sslverify' => true,
        ]);
        remove_action(self::BEFORE_PARSING, [self::class, 'keepZero']);
        if (is_wp_error($reply)) {
            throw self::failed($reply, $connection->address);
        }
        return Answer::read(
            (int) wp_remote_retrieve_response_code($reply),
            wp_remote_retrieve_body($reply),
            $method !== 'GET',
            (string) current((array) wp_remote_retrieve_header($reply, 'location'))
        );
    }

    /**
     * WordPress takes a body of “0” for none; Dolibarr means by it that a product is in no category, or is not deleted.
     *
     * @param mixed $response head and body, as they came
     */
    public static function keepZero(mixed &$response): void
    {
        if (is_string($response) && str_ends_with($response, "\r\n\r\n0")) {
            $response .= "\n";
        }
    }

    /** @param array<string, mixed> $body */
    private static function encode(array $body): string
    {
        return (string) json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /** WordPress tells a failed request by cURL's English message only. */
    private static function failed(\WP_Error $error, Address $address): Problem
    {
        $message = $error->get_error_message();
        return match (true) {
            $error->get_error_code() === 'http_request_not_executed' => Problems::blocked(),
            preg_match('/cURL error 28\b|timed? ?out/i', $message) === 1 => Problems::timeout(),
            preg_match('/cURL error 6\b|could not resolve/i', $message) === 1 => Problems::unknownHost($address->host()),
            preg_match('/cURL error 7\b|connection refused/i', $message) === 1 => Problems::nobodyListens($address->host()),
            preg_match('/self.signed/i', $message) === 1 => Problems::selfSigned(),
            preg_match('/certificate has expired/i', $message) === 1 => Problems::certificateExpired(),
            preg_match('/certificate subject name|does not match target host/i', $message) === 1 => Problems::certificateOfAnother($address->host()),
            preg_match('/wrong version number|packet length too long|record layer failure|unexpected message/i', $message) === 1 => Problems::notEncrypted($address->host()),
            preg_match('/cURL error (51|58|60|77|83)\b|certificate/i', $message) === 1 => Problems::certificate(),
            default => Problems::unreachable(),
        };
    }
}
