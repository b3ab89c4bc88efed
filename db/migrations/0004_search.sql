-- Full-text search (docs/decisions/0017). The index keeps no text of its own; `search_entries` gives each note a number that
-- stays the same when the file is vacuumed. Triggers keep both in step with notes, titles of subjects and names of people.
-- `search_words` is ours (db/search-words.ts): it marks each word with its portal, so that a search reads one portal's words alone.
CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`portal_id` integer NOT NULL,
	`note_id` text NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`note_id`) REFERENCES `notes`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_by_note` ON `search_entries` (`portal_id`,`note_id`);--> statement-breakpoint
CREATE INDEX `notes_by_time` ON `notes` (`portal_id`,"created_at" desc,"id" desc) WHERE "notes"."deleted_at" is null;--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(`text`, `title`, `author`, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2 tokenchars '_'");--> statement-breakpoint
INSERT INTO `search_index`(`search_index`, `rank`) VALUES ('secure-delete', 1);--> statement-breakpoint
CREATE TRIGGER `search_entry_added` AFTER INSERT ON `search_entries` BEGIN
	INSERT INTO `search_index`(`rowid`, `text`, `title`, `author`)
	SELECT new.`id`, search_words(new.`portal_id`, n.`text`), search_words(new.`portal_id`, json_extract(s.`card`, '$.title')), search_words(new.`portal_id`, u.`name`)
	FROM `notes` n
	LEFT JOIN `subjects` s ON s.`portal_id` = n.`portal_id` AND s.`key` = n.`subject`
	LEFT JOIN `users` u ON u.`portal_id` = n.`portal_id` AND u.`user_id` = n.`author_id`
	WHERE n.`portal_id` = new.`portal_id` AND n.`id` = new.`note_id`;
END;--> statement-breakpoint
CREATE TRIGGER `search_entry_removed` AFTER DELETE ON `search_entries` BEGIN
	DELETE FROM `search_index` WHERE `rowid` = old.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `search_note_written` AFTER INSERT ON `notes` WHEN new.`deleted_at` IS NULL BEGIN
	INSERT INTO `search_entries`(`portal_id`, `note_id`) VALUES (new.`portal_id`, new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `search_note_changed` AFTER UPDATE OF `text`, `deleted_at` ON `notes` WHEN new.`text` IS NOT old.`text` OR new.`deleted_at` IS NOT old.`deleted_at` BEGIN
	DELETE FROM `search_entries` WHERE `portal_id` = new.`portal_id` AND `note_id` = new.`id`;
	INSERT INTO `search_entries`(`portal_id`, `note_id`) SELECT new.`portal_id`, new.`id` WHERE new.`deleted_at` IS NULL;
END;--> statement-breakpoint
CREATE TRIGGER `search_title_changed` AFTER UPDATE OF `card` ON `subjects` WHEN json_extract(new.`card`, '$.title') IS NOT json_extract(old.`card`, '$.title') BEGIN
	DELETE FROM `search_entries` WHERE `portal_id` = new.`portal_id` AND `note_id` IN (SELECT `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `subject` = new.`key` AND `deleted_at` IS NULL);
	INSERT INTO `search_entries`(`portal_id`, `note_id`) SELECT `portal_id`, `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `subject` = new.`key` AND `deleted_at` IS NULL;
END;--> statement-breakpoint
CREATE TRIGGER `search_author_renamed` AFTER UPDATE OF `name` ON `users` WHEN new.`name` IS NOT old.`name` BEGIN
	DELETE FROM `search_entries` WHERE `portal_id` = new.`portal_id` AND `note_id` IN (SELECT `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `author_id` = new.`user_id` AND `deleted_at` IS NULL);
	INSERT INTO `search_entries`(`portal_id`, `note_id`) SELECT `portal_id`, `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `author_id` = new.`user_id` AND `deleted_at` IS NULL;
END;--> statement-breakpoint
INSERT INTO `search_entries`(`portal_id`, `note_id`) SELECT `portal_id`, `id` FROM `notes` WHERE `deleted_at` IS NULL;
