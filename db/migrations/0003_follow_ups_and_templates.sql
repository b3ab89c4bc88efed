CREATE TABLE `follow_ups` (
	`portal_id` integer NOT NULL,
	`note_id` text NOT NULL,
	`assignee_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`done_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `note_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`portal_id`,`note_id`) REFERENCES `notes`(`portal_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `follow_ups_open` ON `follow_ups` (`portal_id`,`assignee_id`,`done_at`,`due_at`);--> statement-breakpoint
CREATE INDEX `follow_ups_by_due` ON `follow_ups` (`portal_id`,`assignee_id`,`due_at`);--> statement-breakpoint
CREATE TABLE `templates` (
	`portal_id` integer NOT NULL,
	`id` text NOT NULL,
	`owner_id` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`folder` text DEFAULT '' NOT NULL,
	`shared` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `templates_by_owner` ON `templates` (`portal_id`,`owner_id`);--> statement-breakpoint
CREATE INDEX `templates_shared` ON `templates` (`portal_id`) WHERE "templates"."shared" = 1;--> statement-breakpoint
ALTER TABLE `notes` ADD `source_kind` text;--> statement-breakpoint
ALTER TABLE `notes` ADD `source_id` text;--> statement-breakpoint
CREATE INDEX `notes_by_source` ON `notes` (`portal_id`,`source_kind`,`source_id`) WHERE "notes"."source_kind" is not null;--> statement-breakpoint
ALTER TABLE `portals` ADD `worker_removed_at` integer;