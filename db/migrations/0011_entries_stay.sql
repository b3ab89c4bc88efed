-- A note keeps its number in the full-text index for as long as it can be found (docs/decisions/0025): by it a search finds the newest
-- first, and a subject that is renamed must not bring all of its notes to the top.
DROP TRIGGER `search_note_changed`;--> statement-breakpoint
DROP TRIGGER `search_title_changed`;--> statement-breakpoint
DROP TRIGGER `search_author_renamed`;--> statement-breakpoint
-- Whoever updates an entry, whatever they set, has its note indexed again.
CREATE TRIGGER `search_entry_touched` AFTER UPDATE ON `search_entries` BEGIN
	DELETE FROM `search_index` WHERE `rowid` = new.`id`;
	INSERT INTO `search_index`(`rowid`, `text`, `title`, `author`)
	SELECT new.`id`, search_words(new.`portal_id`, n.`text`), search_words(new.`portal_id`, json_extract(s.`card`, '$.title')), search_words(new.`portal_id`, u.`name`)
	FROM `notes` n
	LEFT JOIN `subjects` s ON s.`portal_id` = n.`portal_id` AND s.`key` = n.`subject`
	LEFT JOIN `users` u ON u.`portal_id` = n.`portal_id` AND u.`user_id` = n.`author_id`
	WHERE n.`portal_id` = new.`portal_id` AND n.`id` = new.`note_id`;
END;--> statement-breakpoint
CREATE TRIGGER `search_note_changed` AFTER UPDATE OF `text` ON `notes` WHEN new.`text` IS NOT old.`text` BEGIN
	UPDATE `search_entries` SET `note_id` = `note_id` WHERE `portal_id` = new.`portal_id` AND `note_id` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `search_note_deleted` AFTER UPDATE OF `deleted_at` ON `notes` WHEN new.`deleted_at` IS NOT NULL AND old.`deleted_at` IS NULL BEGIN
	DELETE FROM `search_entries` WHERE `portal_id` = new.`portal_id` AND `note_id` = new.`id`;
END;--> statement-breakpoint
CREATE TRIGGER `search_note_restored` AFTER UPDATE OF `deleted_at` ON `notes` WHEN new.`deleted_at` IS NULL AND old.`deleted_at` IS NOT NULL BEGIN
	INSERT INTO `search_entries`(`portal_id`, `note_id`) VALUES (new.`portal_id`, new.`id`);
END;--> statement-breakpoint
CREATE TRIGGER `search_title_changed` AFTER UPDATE OF `card` ON `subjects` WHEN json_extract(new.`card`, '$.title') IS NOT json_extract(old.`card`, '$.title') BEGIN
	UPDATE `search_entries` SET `note_id` = `note_id`
	WHERE `portal_id` = new.`portal_id` AND `note_id` IN (SELECT `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `subject` = new.`key` AND `deleted_at` IS NULL);
END;--> statement-breakpoint
CREATE TRIGGER `search_author_renamed` AFTER UPDATE OF `name` ON `users` WHEN new.`name` IS NOT old.`name` BEGIN
	UPDATE `search_entries` SET `note_id` = `note_id`
	WHERE `portal_id` = new.`portal_id` AND `note_id` IN (SELECT `id` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `author_id` = new.`user_id` AND `deleted_at` IS NULL);
END;
