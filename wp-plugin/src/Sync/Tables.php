<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** DoliSync's tables: made and altered with dbDelta, on MySQL, MariaDB and WordPress's SQLite integration. */
final class Tables
{
    public const VERSION = '3';
    public const VERSION_OPTION = 'dolisync_db_version';

    /** Cheap when the tables are those of this version already. */
    public static function install(): void
    {
        if (get_option(self::VERSION_OPTION) === self::VERSION) {
            return;
        }
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        dbDelta([self::linksTable(), self::journalTable(), self::queueTable(), self::suggestionsTable()]);
        update_option(self::VERSION_OPTION, self::VERSION, true);
    }

    public static function links(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_links';
    }

    public static function journal(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_journal';
    }

    public static function queue(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_queue';
    }

    public static function suggestions(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_suggestions';
    }

    /**
     * One row an association. Times are UTC, `2026-11-24T20:00:00.123Z`, which sort as text. `categories`: those that
     * Dolibarr's product was last seen in; `categories_next`: those that a check which is under way has seen so far.
     */
    private static function linksTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::links() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            type varchar(20) NOT NULL,
            wp_id bigint(20) unsigned NOT NULL,
            dolibarr_id bigint(20) unsigned NOT NULL,
            baseline longtext,
            synchronized_at varchar(24),
            refused longtext,
            held longtext,
            categories longtext,
            categories_next longtext,
            status varchar(20) NOT NULL,
            reason varchar(30),
            fields text,
            checked_at varchar(24),
            last_error text,
            PRIMARY KEY  (id),
            UNIQUE KEY of_wp (type,wp_id),
            UNIQUE KEY of_dolibarr (type,dolibarr_id)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a write. `kept` is what an undo needs: the stored values of both sides and the association before. */
    private static function journalTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::journal() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            at varchar(24) NOT NULL,
            user_id bigint(20) unsigned NOT NULL,
            source varchar(20) NOT NULL,
            action varchar(20) NOT NULL,
            state varchar(20) NOT NULL,
            type varchar(20) NOT NULL,
            wp_id bigint(20) unsigned NOT NULL,
            dolibarr_id bigint(20) unsigned,
            price_base varchar(3) NOT NULL,
            changes longtext NOT NULL,
            refused text NOT NULL,
            kept longtext NOT NULL,
            undone_at varchar(24),
            PRIMARY KEY  (id),
            KEY of_wp (type,wp_id,id),
            KEY of_dolibarr (type,dolibarr_id)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a product that needs a look. */
    private static function queueTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::queue() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            subject varchar(40) NOT NULL,
            wp_id bigint(20) unsigned,
            dolibarr_id bigint(20) unsigned,
            cause varchar(20) NOT NULL,
            since varchar(24) NOT NULL,
            attempts int(10) unsigned NOT NULL,
            next_at varchar(24) NOT NULL,
            lease_until varchar(24),
            lease_token varchar(20) NOT NULL,
            version bigint(20) unsigned NOT NULL,
            last_problem text,
            PRIMARY KEY  (id),
            UNIQUE KEY of_subject (subject),
            KEY due (next_at),
            KEY of_wp (wp_id)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a product of the shop that probably is a certain product of Dolibarr. */
    private static function suggestionsTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::suggestions() . " (
            wp_id bigint(20) unsigned NOT NULL,
            dolibarr_id bigint(20) unsigned NOT NULL,
            why varchar(20) NOT NULL,
            PRIMARY KEY  (wp_id),
            KEY of_dolibarr (dolibarr_id)
            ) {$wpdb->get_charset_collate()};";
    }
}
