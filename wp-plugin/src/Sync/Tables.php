<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * DoliSync's tables: made and altered with dbDelta, on MySQL, MariaDB and WordPress's SQLite integration. Nothing here
 * needs a newer PHP than WordPress does: uninstall.php reads it where the rest of the plugin may not run.
 */
final class Tables
{
    public const VERSION = '5';
    public const VERSION_OPTION = 'dolisync_db_version';

    /** Whether this site has the tables of this version; asks for no more than an option that WordPress has at hand. */
    public static function areInstalled(): bool
    {
        return get_option(self::VERSION_OPTION) === self::VERSION;
    }

    public static function install(): void
    {
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        dbDelta([
            self::linksTable(),
            self::journalTable(),
            self::queueTable(),
            self::suggestionsTable(),
            self::runsTable(),
            self::batchesTable(),
            self::runRecordsTable(),
            self::membershipsTable(),
        ]);
        self::dropColumns();
        update_option(self::VERSION_OPTION, self::VERSION, true);
    }

    /** @return list<string> every table of DoliSync on the current site */
    public static function all(): array
    {
        return [
            self::links(), self::journal(), self::queue(), self::suggestions(), self::runs(), self::batches(), self::runRecords(),
            self::memberships(),
        ];
    }

    /** @return list<string> those of them that the database lacks */
    public static function missing(): array
    {
        global $wpdb;
        $there = $wpdb->get_col($wpdb->prepare('SHOW TABLES LIKE %s', $wpdb->esc_like($wpdb->prefix . 'dolisync_') . '%'));
        return array_values(array_diff(self::all(), $there));
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

    public static function runs(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_runs';
    }

    public static function batches(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_batches';
    }

    public static function runRecords(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_run_records';
    }

    public static function memberships(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'dolisync_memberships';
    }

    /** What earlier versions kept and nobody reads any more: dbDelta only adds. */
    private static function dropColumns(): void
    {
        global $wpdb;
        foreach ([self::batches() => 'seen', self::runRecords() => 'attempts'] as $table => $column) {
            if (in_array($column, $wpdb->get_col("DESCRIBE {$table}"), true)) {
                $wpdb->query("ALTER TABLE {$table} DROP COLUMN {$column}");
            }
        }
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
            run_id bigint(20) unsigned,
            PRIMARY KEY  (id),
            KEY of_wp (type,wp_id,id),
            KEY of_dolibarr (type,dolibarr_id),
            KEY of_run (run_id,id)
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

    /** One row a mass synchronization. */
    private static function runsTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::runs() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            state varchar(20) NOT NULL,
            phase varchar(10) NOT NULL,
            entities text NOT NULL,
            user_id bigint(20) unsigned NOT NULL,
            created_at varchar(24) NOT NULL,
            started_at varchar(24),
            ended_at varchar(24),
            totals text NOT NULL,
            problem text,
            brake text,
            released text NOT NULL,
            left_out text,
            PRIMARY KEY  (id)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a page of Dolibarr's list, or a list of numbers (`ids`), and what became of its records. */
    private static function batchesTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::batches() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            run_id bigint(20) unsigned NOT NULL,
            phase varchar(10) NOT NULL,
            entity varchar(20) NOT NULL,
            round int(10) unsigned NOT NULL,
            after_id bigint(20) unsigned NOT NULL,
            last_id bigint(20) unsigned,
            is_last tinyint(1) unsigned NOT NULL,
            ids longtext,
            state varchar(10) NOT NULL,
            lease_token varchar(20) NOT NULL,
            lease_until varchar(24),
            next_at varchar(24) NOT NULL,
            attempts int(10) unsigned NOT NULL,
            waits int(10) unsigned NOT NULL,
            problem text,
            created int(10) unsigned NOT NULL,
            changed int(10) unsigned NOT NULL,
            same int(10) unsigned NOT NULL,
            skipped int(10) unsigned NOT NULL,
            failed int(10) unsigned NOT NULL,
            overwritten int(10) unsigned NOT NULL,
            associated int(10) unsigned NOT NULL,
            prices_zero int(10) unsigned NOT NULL,
            stocks_zero int(10) unsigned NOT NULL,
            worked_ms int(10) unsigned NOT NULL,
            PRIMARY KEY  (id),
            UNIQUE KEY of_page (run_id,phase,entity,round,after_id),
            KEY open (run_id,phase,state,next_at)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a record of a run that a person has to see: what failed, what was skipped, local changes. */
    private static function runRecordsTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::runRecords() . " (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            run_id bigint(20) unsigned NOT NULL,
            entity varchar(20) NOT NULL,
            dolibarr_id bigint(20) unsigned NOT NULL,
            kind varchar(30) NOT NULL,
            phase varchar(10) NOT NULL,
            wp_id bigint(20) unsigned,
            title text NOT NULL,
            data longtext NOT NULL,
            PRIMARY KEY  (id),
            UNIQUE KEY of_record (run_id,kind,entity,dolibarr_id)
            ) {$wpdb->get_charset_collate()};";
    }

    /** One row a product of Dolibarr and a category that it is in, as a mass synchronization saw them. */
    private static function membershipsTable(): string
    {
        global $wpdb;
        return 'CREATE TABLE ' . self::memberships() . " (
            dolibarr_id bigint(20) unsigned NOT NULL,
            category bigint(20) unsigned NOT NULL,
            PRIMARY KEY  (dolibarr_id,category),
            KEY of_category (category)
            ) {$wpdb->get_charset_collate()};";
    }
}
