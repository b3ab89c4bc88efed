CREATE TABLE `note_revisions` (
	`portal_id` integer NOT NULL,
	`note_id` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`visibility` text NOT NULL,
	`written_at` integer NOT NULL,
	`written_by` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `note_id`, `version`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`note_id`) REFERENCES `notes`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`portal_id` integer NOT NULL,
	`note_id` text NOT NULL,
	`kind` text NOT NULL,
	`user_id` integer NOT NULL,
	`by_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`send_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`portal_id`, `note_id`, `kind`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`note_id`) REFERENCES `notes`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notices_to_send` ON `notices` (`send_at`) WHERE "notices"."send_at" is not null;--> statement-breakpoint
CREATE TABLE `subject_changes` (
	`portal_id` integer NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `key`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `subjects` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `follow_ups_done` ON `follow_ups` (`portal_id`,`assignee_id`,"done_at" desc,"note_id" desc) WHERE "follow_ups"."done_at" is not null;--> statement-breakpoint
INSERT INTO `subject_changes`(`portal_id`, `key`, `version`) SELECT DISTINCT `portal_id`, `subject`, 1 FROM `notes`;--> statement-breakpoint
-- Every note that is written makes its subject's row, so that the others only count. Erasing a row counts nothing by itself: notes
-- are erased long after they were deleted, or with their whole portal.
CREATE TRIGGER `subject_note_written` AFTER INSERT ON `notes` BEGIN
	INSERT INTO `subject_changes`(`portal_id`, `key`, `version`) VALUES (new.`portal_id`, new.`subject`, 1)
	ON CONFLICT (`portal_id`, `key`) DO UPDATE SET `version` = `version` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `subject_note_changed` AFTER UPDATE ON `notes` BEGIN
	UPDATE `subject_changes` SET `version` = `version` + 1 WHERE `portal_id` = new.`portal_id` AND `key` = new.`subject`;
END;--> statement-breakpoint
CREATE TRIGGER `subject_follow_up_set` AFTER INSERT ON `follow_ups` BEGIN
	UPDATE `subject_changes` SET `version` = `version` + 1
	WHERE `portal_id` = new.`portal_id` AND `key` = (SELECT `subject` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `id` = new.`note_id`);
END;--> statement-breakpoint
CREATE TRIGGER `subject_follow_up_changed` AFTER UPDATE OF `due_at`, `done_at`, `assignee_id` ON `follow_ups` BEGIN
	UPDATE `subject_changes` SET `version` = `version` + 1
	WHERE `portal_id` = new.`portal_id` AND `key` = (SELECT `subject` FROM `notes` WHERE `portal_id` = new.`portal_id` AND `id` = new.`note_id`);
END;--> statement-breakpoint
CREATE TRIGGER `subject_follow_up_removed` AFTER DELETE ON `follow_ups` BEGIN
	UPDATE `subject_changes` SET `version` = `version` + 1
	WHERE `portal_id` = old.`portal_id` AND `key` = (SELECT `subject` FROM `notes` WHERE `portal_id` = old.`portal_id` AND `id` = old.`note_id`);
END;
