<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Where a Dolibarr is. Given with or without `/api/index.php`, a page's name or a slash at the end. */
final class Address
{
    private function __construct(private readonly string $base)
    {
    }

    /** @throws Problem dolisync_bad_address */
    public static function parse(string $url): self
    {
        $url = trim($url);
        $parts = parse_url($url);
        if (
            !is_array($parts)
            || !in_array(strtolower($parts['scheme'] ?? ''), ['http', 'https'], true)
            // Nothing that one program takes for another server than the next one does (`evil.example%2f.example.com`).
            || preg_match('/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/iD', $parts['host'] ?? '') !== 1
            || preg_match('/[\s<>"\'\\\\]|[^\x20-\x7e]/', $url) === 1
            || strlen($url) > 500
        ) {
            throw self::bad(__('This is not a web address. It looks like https://erp.example.com or https://example.com/dolibarr.', 'dolisync'));
        }
        if (isset($parts['user']) || isset($parts['pass'])) {
            throw self::bad(__('Leave the user name and the password out of Dolibarr’s address: the key has its own field.', 'dolisync'));
        }
        if (isset($parts['query']) || isset($parts['fragment'])) {
            throw self::bad(__('Leave out what follows “?” or “#” in Dolibarr’s address.', 'dolisync'));
        }
        $path = rtrim($parts['path'] ?? '', '/');
        $path = (string) preg_replace('#(/api(/index\.php(/explorer)?)?|/index\.php)$#', '', $path);
        $port = isset($parts['port']) ? ':' . $parts['port'] : '';
        return new self(strtolower($parts['scheme']) . '://' . $parts['host'] . $port . rtrim($path, '/'));
    }

    /** As `parse`; null for what is no address. */
    public static function tryParse(string $url): ?self
    {
        try {
            return self::parse($url);
        } catch (Problem) {
            return null;
        }
    }

    /**
     * Where the Dolibarr is that has this address in its API.
     *
     * @param string $url as `https://erp.example.com/api/index.php/status?x=1`
     * @return self|null null when it is none of an API
     */
    public static function ofApi(string $url): ?self
    {
        $before = strstr($url, '/api/index.php', true);
        return $before === false ? null : self::tryParse($before);
    }

    /** Whether a request to this one goes to the other's server, by the same way or encrypted instead. */
    public function isOnServerOf(self $other): bool
    {
        return strcasecmp($this->host(), $other->host()) === 0 && ($this->isHttps() || !$other->isHttps());
    }

    /** @param string $path below the API's root, without a slash first */
    public function api(string $path): string
    {
        return $this->base . '/api/index.php/' . $path;
    }

    /** @param string $path of one of Dolibarr's own pages, without a slash first */
    public function page(string $path): string
    {
        return $this->base . '/' . $path;
    }

    /** As a person enters it: without a slash at the end. */
    public function base(): string
    {
        return $this->base;
    }

    /** The server's name, with the port where one is given. */
    public function host(): string
    {
        return explode('/', $this->base, 4)[2];
    }

    public function isHttps(): bool
    {
        return str_starts_with($this->base, 'https:');
    }

    private static function bad(string $message): Problem
    {
        return Problem::named('dolisync_bad_address', $message, 'check_settings');
    }
}
