<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * Where Dolibarr is and the key to it: from wp-config.php's constants first, otherwise from WordPress's options.
 *
 * The key leaves this server only in the header of a request to Dolibarr.
 */
final class ConnectionSettings
{
    public const URL_OPTION = 'dolisync_dolibarr_url';
    public const ENTITY_OPTION = 'dolisync_dolibarr_entity';
    public const KEY_OPTION = 'dolisync_dolibarr_key';

    /** The address as it was given, "" when there is none. */
    public function url(): string
    {
        if (defined('DOLISYNC_DOLIBARR_URL')) {
            return (string) constant('DOLISYNC_DOLIBARR_URL');
        }
        return (string) get_option(self::URL_OPTION, '');
    }

    /** The entity of a Dolibarr with several companies, "" when there is one. */
    public function entity(): string
    {
        return (string) get_option(self::ENTITY_OPTION, '');
    }

    /** @return string constant, option or none */
    public function keySource(): string
    {
        if (defined('DOLISYNC_DOLIBARR_KEY') && constant('DOLISYNC_DOLIBARR_KEY') !== '') {
            return 'constant';
        }
        return (string) get_option(self::KEY_OPTION, '') === '' ? 'none' : 'option';
    }

    public function isConfigured(): bool
    {
        return $this->url() !== '' && $this->keySource() !== 'none';
    }

    /** @throws Problem dolisync_not_configured, dolisync_bad_address, dolisync_key_unreadable */
    public function connection(): Connection
    {
        if (!$this->isConfigured()) {
            throw self::notConfigured();
        }
        return new Connection(Address::parse($this->url()), $this->key(), $this->entity());
    }

    public static function notConfigured(): Problem
    {
        return Problem::named(
            'dolisync_not_configured',
            __('Dolibarr is not connected yet. Enter its address and a key in the settings.', 'dolisync'),
            'check_settings',
            409
        );
    }

    /**
     * What keeps these values from being stored.
     *
     * @param string|null $key null: the one that is stored
     * @param string|null $entity null: the one that is stored
     * @return array<string, Problem> url, key or entity → what is wrong with it
     */
    public function problems(string $url, #[\SensitiveParameter] ?string $key, ?string $entity): array
    {
        $problems = [];
        foreach (
            [
                'url' => static fn () => self::checkedAddress($url),
                'key' => fn () => $this->checkedKey($url, $key),
                'entity' => static fn () => $entity === null ? null : self::validEntity($entity),
            ] as $field => $check
        ) {
            try {
                $check();
            } catch (Problem $problem) {
                $problems[$field] = $problem;
            }
        }
        return $problems;
    }

    /**
     * Checks everything, then stores it.
     *
     * @param string|null $key null keeps the one that is stored
     * @param string|null $entity null keeps the one that is stored
     * @throws Problem dolisync_bad_address, dolisync_address_fixed, dolisync_bad_key, dolisync_key_needed,
     *     dolisync_bad_entity; then nothing was stored
     */
    public function save(string $url, #[\SensitiveParameter] ?string $key, ?string $entity): void
    {
        self::checkedAddress($url);
        $key = $this->checkedKey($url, $key);
        $entity = $entity === null ? null : self::validEntity($entity);
        update_option(self::URL_OPTION, trim($url), false);
        if ($key !== null) {
            update_option(self::KEY_OPTION, (new KeyVault())->lock($key), false);
        }
        if ($entity !== null) {
            update_option(self::ENTITY_OPTION, $entity, false);
        }
    }

    /**
     * Asks Dolibarr with these values instead of the stored ones; stores nothing.
     *
     * @return array{ok: bool, version: string, latency_ms: int, user: string, can_read: bool, can_write: bool,
     *     module_wpshop: bool, categories: bool, can_write_categories: bool|null, unreadable: list<string>,
     *     price_levels: bool|null, https: bool} `price_levels` null: there is no product to tell by
     * @throws Problem that names what is wrong
     */
    public function test(?string $url = null, #[\SensitiveParameter] ?string $key = null, ?string $entity = null): array
    {
        $address = self::checkedAddress($url ?? $this->url());
        $connection = new Connection(
            $address,
            $this->checkedKey($url ?? $this->url(), $key) ?? $this->key(),
            $entity === null ? $this->entity() : self::validEntity($entity)
        );
        return (new ConnectionTest(new Client(static fn () => $connection)))->run($connection->address);
    }

    /** Where the Dolibarr probably is, when this problem comes from a wrong address. Asks a few times. */
    public function whereabouts(Problem $problem, ?string $url = null): ?Address
    {
        $address = Address::tryParse($url ?? $this->url());
        return $address === null ? null : Whereabouts::find($address, $problem);
    }

    /** The same Dolibarr by https, where it answers there too. Asks once. */
    public function encrypted(string $url): ?Address
    {
        $address = Address::tryParse($url);
        return $address === null ? null : Whereabouts::encrypted($address);
    }

    /** Forgets where Dolibarr is and the key to it; what wp-config.php says stays. */
    public function forget(): void
    {
        array_map('delete_option', [self::URL_OPTION, self::KEY_OPTION, self::ENTITY_OPTION]);
    }

    /** The card of a product in Dolibarr's own pages. */
    public function productUrl(int $dolibarrId): ?string
    {
        return Address::tryParse($this->url())?->page('product/card.php?id=' . $dolibarrId);
    }

    /** @throws Problem dolisync_not_configured, dolisync_key_unreadable */
    private function key(): string
    {
        return match ($this->keySource()) {
            'constant' => (string) constant('DOLISYNC_DOLIBARR_KEY'),
            'option' => (new KeyVault())->open((string) get_option(self::KEY_OPTION)),
            default => throw Problem::named(
                'dolisync_not_configured',
                __('There is no key to Dolibarr yet. Enter one in the settings.', 'dolisync'),
                'check_settings',
                409
            ),
        };
    }

    /**
     * A key that is sent to another server is one that whoever names that server knows: who may change the address must
     * not learn the stored key by it.
     *
     * @param string|null $key null: the one that is stored
     * @throws Problem dolisync_bad_key, dolisync_key_needed
     */
    private function checkedKey(string $url, #[\SensitiveParameter] ?string $key): ?string
    {
        $key = $key === null ? null : self::validKey($key);
        $source = $this->keySource();
        $sendsStored = $source === 'constant' || $key === null && $source === 'option';
        if ($sendsStored && $this->url() !== '' && !self::isSameServer($this->url(), $url)) {
            throw Problem::named('dolisync_key_needed', $source === 'constant'
                ? __('The key is set in wp-config.php, for the Dolibarr that is connected now. Set the address of another one there too (DOLISYNC_DOLIBARR_URL).', 'dolisync')
                : __('This is another server: enter its key too. DoliSync does not send it the key of the Dolibarr that is connected now.', 'dolisync'), 'check_settings');
        }
        return $key;
    }

    private static function isSameServer(string $stored, string $url): bool
    {
        [$stored, $address] = [Address::tryParse($stored), Address::tryParse($url)];
        // What is no address is refused as such. What is stored and is none names no server that may have the key.
        return $address === null || $stored !== null && $address->isOnServerOf($stored);
    }

    /**
     * Where wp-config.php names the server, no other one is asked: whoever wrote that decides what this site may reach.
     *
     * @throws Problem dolisync_bad_address, dolisync_address_fixed
     */
    private static function checkedAddress(string $url): Address
    {
        $address = Address::parse($url);
        $fixed = defined('DOLISYNC_DOLIBARR_URL') ? Address::tryParse((string) constant('DOLISYNC_DOLIBARR_URL')) : $address;
        if ($fixed?->base() !== $address->base()) {
            throw Problem::named(
                'dolisync_address_fixed',
                __('The address is set in wp-config.php (DOLISYNC_DOLIBARR_URL): change it there.', 'dolisync'),
                'check_settings'
            );
        }
        return $address;
    }

    private static function validKey(#[\SensitiveParameter] string $key): string
    {
        $key = trim($key);
        // A header's value: nothing that could end it or start another one.
        if ($key === '' || strlen($key) > 200 || preg_match('/[^\x21-\x7e]/', $key) === 1) {
            throw Problem::named(
                'dolisync_bad_key',
                __('This is not a key of Dolibarr’s API: it is empty, or has spaces or characters that no key has.', 'dolisync'),
                'check_settings'
            );
        }
        return $key;
    }

    private static function validEntity(string $entity): string
    {
        $entity = trim($entity);
        if (preg_match('/^([1-9][0-9]{0,8})?$/', $entity) !== 1) {
            throw Problem::named(
                'dolisync_bad_entity',
                __('The company (entity) is a number, or empty when your Dolibarr has one company.', 'dolisync'),
                'check_settings'
            );
        }
        return $entity;
    }
}
