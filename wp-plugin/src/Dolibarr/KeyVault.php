<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * Keeps the API key unreadable in the database (and its backups): a sodium secretbox, keyed by WordPress's salts. Where
 * wp-config.php has none, WordPress keeps its own in the database, and a copy of it holds both.
 */
final class KeyVault
{
    public function lock(#[\SensitiveParameter] string $key): string
    {
        $nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        return base64_encode($nonce . sodium_crypto_secretbox($key, $nonce, self::secret()));
    }

    /** @throws Problem dolisync_key_unreadable when the salts are not those it was locked with */
    public function open(string $locked): string
    {
        $bytes = base64_decode($locked, true);
        $key = $bytes === false || strlen($bytes) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ? false : sodium_crypto_secretbox_open(
            substr($bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES),
            substr($bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES),
            self::secret()
        );
        if ($key === false) {
            throw Problem::named(
                'dolisync_key_unreadable',
                __('The stored key to Dolibarr cannot be read any more, because this site’s security keys changed. Enter it again in the settings.', 'dolisync'),
                'check_settings',
                409
            );
        }
        return $key;
    }

    private static function secret(): string
    {
        return sodium_crypto_generichash('dolisync|' . wp_salt('auth'), '', SODIUM_CRYPTO_SECRETBOX_KEYBYTES);
    }
}
