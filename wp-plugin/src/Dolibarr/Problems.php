<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Everything that can go wrong with Dolibarr, in the shop owner's words, each with what to do next. */
final class Problems
{
    public const REFERENCE_TAKEN = 'dolisync_reference_taken';
    public const REFUSED = 'dolisync_dolibarr_refused';
    /** One record that cannot be understood: the others can. */
    public const RECORD_UNREADABLE = 'dolisync_record_unreadable';

    /** The answer was lost, not necessarily the request. */
    private const LOST = [
        'dolisync_dolibarr_timeout', 'dolisync_dolibarr_unreachable', 'dolisync_dolibarr_failing',
        'dolisync_dolibarr_unreadable',
    ];

    /** After this, a write may have been done all the same. */
    public static function leavesDoubt(Problem $problem): bool
    {
        return in_array($problem->name, [...self::LOST, self::RECORD_UNREADABLE], true);
    }

    /** Something is wrong with Dolibarr or the way to it, rather than with what was asked. */
    public static function isOfDolibarr(Problem $problem): bool
    {
        return in_array($problem->name, self::LOST, true) || str_starts_with($problem->name, 'dolisync_dolibarr_') && $problem->nextAction === 'check_settings';
    }

    /** There was no answer at all: the next request would wait as long, and in vain. */
    public static function isOutOfReach(Problem $problem): bool
    {
        return in_array($problem->name, ['dolisync_dolibarr_timeout', 'dolisync_dolibarr_unreachable'], true);
    }

    /** Whatever is asked next would fail in the same way, and perhaps as slowly. */
    public static function isOfAll(Problem $problem): bool
    {
        return $problem->nextAction === 'check_settings' || self::isOutOfReach($problem);
    }

    /** Dolibarr understood, and does not want one of the values. */
    public static function isRefusal(Problem $problem): bool
    {
        return $problem->name === self::REFUSED || $problem->name === self::REFERENCE_TAKEN;
    }

    public static function timeout(): Problem
    {
        return self::upstream('timeout', __('Dolibarr did not answer in time. Try again; if this lasts, Dolibarr’s server may be overloaded.', 'dolisync'), 'retry');
    }

    public static function unreachable(): Problem
    {
        return self::upstream('unreachable', __('Dolibarr could not be reached: its server may be down, or the network to it. Try again in a moment.', 'dolisync'), 'retry');
    }

    /** @param string $host the name that no server has */
    public static function unknownHost(string $host): Problem
    {
        /* translators: %s: the name of a server, such as erp.example.com. */
        return self::upstream('unreachable', sprintf(__('No server has the name “%s”. Check how Dolibarr’s address is spelled.', 'dolisync'), $host), 'retry');
    }

    /** @param string $host the server that is there, and lets nobody in by this door */
    public static function nobodyListens(string $host): Problem
    {
        /* translators: %s: the name of a server, such as erp.example.com. */
        return self::upstream('unreachable', sprintf(__('Nothing answers at “%s”: Dolibarr’s web server is off, stands behind a firewall, or has another port. Check the address, and whether it opens in a browser.', 'dolisync'), $host), 'retry');
    }

    public static function blocked(): Problem
    {
        return self::upstream('blocked', __('WordPress is set up not to ask other servers, and Dolibarr is one. Allow its address in wp-config.php (WP_ACCESSIBLE_HOSTS).', 'dolisync'), 'check_settings');
    }

    public static function certificate(): Problem
    {
        return self::upstream('certificate', __('Dolibarr’s security certificate could not be verified, so nothing was sent to it. Check the address, or have the certificate renewed.', 'dolisync'), 'check_settings');
    }

    public static function selfSigned(): Problem
    {
        return self::upstream('certificate', __('Dolibarr’s security certificate was signed by nobody that this server trusts (self-signed), so nothing was sent to it. Have a free one installed, for example from Let’s Encrypt.', 'dolisync'), 'check_settings');
    }

    public static function certificateExpired(): Problem
    {
        return self::upstream('certificate', __('Dolibarr’s security certificate has expired, so nothing was sent to it. Have it renewed by whoever looks after Dolibarr’s server.', 'dolisync'), 'check_settings');
    }

    /** @param string $host the server that was asked for */
    public static function certificateOfAnother(string $host): Problem
    {
        /* translators: %s: the name of a server, such as erp.example.com. */
        return self::upstream('certificate', sprintf(__('The security certificate that answers is for another name than “%s”, so nothing was sent. Enter the address under which Dolibarr opens in a browser without a warning.', 'dolisync'), $host), 'check_settings');
    }

    /** @param string $host the server that speaks only http */
    public static function notEncrypted(string $host): Problem
    {
        /* translators: %s: the name of a server, such as erp.example.com. */
        return self::upstream('not_encrypted', sprintf(__('“%s” answers, but not by https. Have a certificate installed there; only inside your own network enter the address with http.', 'dolisync'), $host), 'check_settings');
    }

    public static function failing(int $status): Problem
    {
        /* translators: %d: an HTTP status such as 500. */
        return self::upstream('failing', sprintf(__('Dolibarr has a technical problem (error %d). Try again; if this lasts, whoever looks after Dolibarr can see why in its log.', 'dolisync'), $status), 'retry');
    }

    public static function unreadable(): Problem
    {
        return self::upstream('unreadable', __('Dolibarr’s answer could not be understood: it is incomplete or is a web page. Try again; if this lasts, check Dolibarr’s address.', 'dolisync'), 'retry');
    }

    /** @param Address|null $to where Dolibarr's API is instead, as far as that is known */
    public static function redirected(?Address $to = null): Problem
    {
        return $to === null
            ? self::upstream('redirected', __('Dolibarr’s address redirects to another one. Enter the final address in the settings (often with https).', 'dolisync'), 'check_settings')
            /* translators: %s: a web address. */
            : self::upstream('redirected', sprintf(__('Dolibarr’s address redirects to another one: enter %s in the settings.', 'dolisync'), $to->base()), 'check_settings', ['address' => $to->base()]);
    }

    /** Dolibarr says so itself. */
    public static function apiOff(): Problem
    {
        return self::upstream('api_off', __('This is a Dolibarr, but its REST API is off. Turn on the module “API/Web services (REST server)” there: Home, Setup, Modules.', 'dolisync'), 'check_settings');
    }

    /** The API answers, and has no products to give. */
    public static function productsOff(): Problem
    {
        return self::upstream('products_off', __('Dolibarr’s API works, but gives out no products: its module “Products” is off. Turn it on there: Home, Setup, Modules.', 'dolisync'), 'check_settings');
    }

    /** The same problem, and where Dolibarr's API is instead. */
    public static function butThere(Problem $problem, Address $address): Problem
    {
        return Problem::named(
            $problem->name,
            /* translators: %s: a web address. */
            $problem->getMessage() . ' ' . sprintf(__('A Dolibarr does answer at %s.', 'dolisync'), $address->base()),
            $problem->nextAction,
            $problem->httpStatus,
            ['address' => $address->base()] + $problem->data
        );
    }

    /** Not Dolibarr, but what stands before it, asks who one is. */
    public static function guarded(): Problem
    {
        return self::upstream('guarded', __('Something in front of Dolibarr does not let DoliSync through: a password of the web server, or a firewall. Have this site’s server let through to Dolibarr’s “/api” there.', 'dolisync'), 'check_settings');
    }

    public static function notAnApi(): Problem
    {
        return self::upstream('not_there', __('At this address there is no Dolibarr with its REST API and products turned on. Check the address, and the module “API/Web services (REST server)” in Dolibarr.', 'dolisync'), 'check_settings');
    }

    public static function keyRefused(): Problem
    {
        return self::upstream('key_refused', __('Dolibarr refused the key. Enter the API key of a Dolibarr user again in the settings.', 'dolisync'), 'check_settings');
    }

    public static function forbidden(): Problem
    {
        return self::upstream('forbidden', __('In Dolibarr, the user of this key is not allowed to do this. Give that user the rights to read and to change products.', 'dolisync'), 'check_settings');
    }

    /** @param string $user the login of the key's user, "" where it is not known */
    public static function mayNotReadProducts(string $user): Problem
    {
        return self::upstream('forbidden', $user === ''
            ? __('The key is right, but its user may not read products in Dolibarr. Give that user there the rights to read and to create or change products.', 'dolisync')
            /* translators: %s: the name of a Dolibarr user. */
            : sprintf(__('The key is right, but its user “%s” may not read products in Dolibarr. Give that user there the rights to read and to create or change products.', 'dolisync'), $user), 'check_settings');
    }

    /** The same of a product, of which nobody says which field it is. */
    public static function unreadableProduct(): Problem
    {
        return Problem::named(
            self::RECORD_UNREADABLE,
            __('Dolibarr sent this product in a form that cannot be understood. Open it in Dolibarr and save it; if that does not help, ask Dolibarr’s administrator.', 'dolisync'),
            'review',
            503
        );
    }

    /** @param string $field Dolibarr's name of what cannot be read */
    public static function unreadableRecord(string $field): Problem
    {
        return Problem::named(
            self::RECORD_UNREADABLE,
            /* translators: %s: the technical name of a field, such as total_ttc. */
            sprintf(__('Dolibarr sent this record incomplete or garbled (field “%s”), so it was left out. Open it in Dolibarr and save it again there, then try again.', 'dolisync'), $field),
            'retry',
            503
        );
    }

    /** It was listed a moment ago, and Dolibarr now says that it has no such record. */
    public static function recordNotListed(): Problem
    {
        return Problem::named('dolisync_record_not_listed', __('Dolibarr no longer has this record, or does not show it any more. Nothing was changed in the shop.', 'dolisync'), 'retry', 409);
    }

    public static function refused(): Problem
    {
        return Problem::named(self::REFUSED, __('Dolibarr refused the request: one of the values does not suit it. Nothing was written.', 'dolisync'), 'review', 409);
    }

    /** The same refusal, of a price below the lowest that Dolibarr has for this product. */
    public static function priceTooLow(): Problem
    {
        return Problem::named(self::REFUSED, __('Dolibarr refused the price: it is below the lowest price that is allowed there for this product. Choose Dolibarr’s price, or change the lowest price in Dolibarr.', 'dolisync'), 'review', 409, ['field' => 'price']);
    }

    /** @param string $category its name */
    public static function categoryGone(string $category): Problem
    {
        /* translators: %s: the name of a category. */
        return Problem::named(self::REFUSED, sprintf(__('Dolibarr no longer has the category “%s”. Take the product out of it in the shop, or create the category in Dolibarr and choose it there.', 'dolisync'), $category), 'review', 409, ['field' => 'categories']);
    }

    /** @param string $category its name */
    public static function categoryNotWritten(string $category): Problem
    {
        /* translators: %s: the name of a category. */
        return Problem::named(self::REFUSED, sprintf(__('Dolibarr refused to change the product’s category “%s”. Give the user of this key the rights to read categories and to change products.', 'dolisync'), $category), 'review', 409, ['field' => 'categories']);
    }

    /** @param string $category its name */
    public static function categoryNotCreated(string $category): Problem
    {
        /* translators: %s: the name of a category. */
        return Problem::named(self::REFUSED, sprintf(__('The category “%s” could not be created in Dolibarr. Give the user of this key the right to create categories, or create it there by hand.', 'dolisync'), $category), 'review', 409, ['field' => 'categories']);
    }

    public static function referenceTaken(): Problem
    {
        return Problem::named(self::REFERENCE_TAKEN, __('Another product in Dolibarr has this reference already. Choose another reference, or keep Dolibarr’s.', 'dolisync'), 'review', 409, ['field' => 'reference']);
    }

    /** Dolibarr does not delete what its documents name. */
    public static function stillUsed(): Problem
    {
        return Problem::named('dolisync_still_used', __('Dolibarr keeps this product: it says that orders, invoices or movements of stock use it. Take it off sale there instead, or only end the association.', 'dolisync'), 'review', 409);
    }

    /** The same, where it may as well be that the user lacks a right: Dolibarr says the same of both. */
    public static function stillUsedOrForbidden(): Problem
    {
        return Problem::named('dolisync_still_used', __('Dolibarr keeps this service, for one of two reasons that it does not tell apart: orders, invoices or movements of stock use it, or the user of this key lacks the right “Delete services” there. If nothing uses it, give that user the right; otherwise take it off sale, or only end the association.', 'dolisync'), 'review', 409);
    }

    /** @param bool $service for a service Dolibarr asks for a right of its own, besides the one on products */
    public static function mayNotDelete(bool $service): Problem
    {
        return Problem::named('dolisync_may_not_delete', $service
            ? __('In Dolibarr, the user of this key may not delete services. Give that user the right “Delete services” there; or take it off sale in Dolibarr, or only end the association.', 'dolisync')
            : __('In Dolibarr, the user of this key may not delete products. Give that user the right “Delete products” there; or take it off sale in Dolibarr, or only end the association.', 'dolisync'), 'review', 409);
    }

    /** It tried to, and took it back: a module of Dolibarr's did not let it, or its database or disk. */
    public static function notDeleted(): Problem
    {
        return Problem::named('dolisync_not_deleted', __('Dolibarr could not delete this product: something there failed on the way, and everything was left as it was. Delete it in Dolibarr, which says more; its log does, too.', 'dolisync'), 'review', 409);
    }

    /** @param string|null $label the Dolibarr product that carries the number */
    public static function numberTaken(?string $label = null): Problem
    {
        return Problem::named(
            'dolisync_taken',
            $label === null
                ? __('In Dolibarr, another product carries the number of this shop product (field “WPshop ID”). Clear that field in Dolibarr first.', 'dolisync')
                /* translators: %s: the name of a product in Dolibarr. */
                : sprintf(__('In Dolibarr, “%s” carries the number of this shop product (field “WPshop ID”). Clear that field in Dolibarr first.', 'dolisync'), $label),
            'review',
            409
        );
    }

    /** @param string $title the product of the shop whose number the Dolibarr product carries */
    public static function numberOfAnother(string $title): Problem
    {
        return Problem::named(
            'dolisync_taken',
            /* translators: %s: the title of a product. */
            sprintf(__('In Dolibarr, this product carries the number of “%s” (field “WPshop ID”). Associate that product with it, or clear the field in Dolibarr first.', 'dolisync'), $title),
            'review',
            409
        );
    }

    /** The list that Dolibarr sent is healthy, and this product is not in it. */
    public static function notListed(): Problem
    {
        return Problem::named('dolisync_not_listed', __('Dolibarr did not list this product. Check it again to find out whether it was deleted.', 'dolisync'), 'retry', 503);
    }

    public static function gone(): Problem
    {
        return Problem::named('dolisync_gone_in_dolibarr', __('This product no longer exists in Dolibarr.', 'dolisync'), 'none', 409);
    }

    public static function unknownProduct(): Problem
    {
        return Problem::named('dolisync_unknown_dolibarr_product', __('Dolibarr has no such product.', 'dolisync'), 'none', 404);
    }

    /** @param array<string, mixed> $data */
    private static function upstream(string $name, string $message, string $nextAction, array $data = []): Problem
    {
        return Problem::named('dolisync_dolibarr_' . $name, $message, $nextAction, 503, $data);
    }
}
