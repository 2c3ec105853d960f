<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

/**
 * Our routes answer in the language of the person, not of the site.
 */
final class UserLanguageTest extends RestCase
{
    private string $address;

    protected function setUp(): void
    {
        parent::setUp();
        $this->address = $_SERVER['REQUEST_URI'] ?? '';
        wp_set_current_user(self::user('administrator'));
        update_user_meta(get_current_user_id(), 'locale', 'fr_FR');
    }

    protected function tearDown(): void
    {
        delete_user_meta(get_current_user_id(), 'locale');
        $_SERVER['REQUEST_URI'] = $this->address;
        parent::tearDown();
    }

    public function testARequestToOurRoutesIsInThePersonsLanguage(): void
    {
        $_SERVER['REQUEST_URI'] = '/wp-json/dolisync/v1/products/status?ids=1';
        self::assertSame('fr_FR', determine_locale());
        $_SERVER['REQUEST_URI'] = '/index.php?rest_route=%2Fdolisync%2Fv1%2Fsettings';
        self::assertSame('fr_FR', determine_locale());
    }

    public function testOtherRequestsAreNotOurs(): void
    {
        $_SERVER['REQUEST_URI'] = '/wp-json/wp/v2/posts';
        self::assertSame('en_US', determine_locale());
    }
}
