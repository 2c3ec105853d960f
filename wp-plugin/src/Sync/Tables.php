<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** DoliSync's tables: made and altered with dbDelta, on MySQL, MariaDB and WordPress's SQLite integration. */
final class Tables
{
    public const VERSION = '1';
    public const VERSION_OPTION = 'dolisync_db_version';

    /** Cheap when the tables are those of this version already. */
    public static function install(): void
    {
        if (get_option(self::VERSION_OPTION) === self::VERSION) {
            return;
        }
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        dbDelta([self::linksTable(), self::journalTable()]);
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

    /** One row an association. Times are UTC, `2026-11-24T20:00:00.123Z`, which sort as text. */
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
            KEY of_wp (type,wp_id,id)
            ) {$wpdb->get_charset_collate()};";
    }
}
