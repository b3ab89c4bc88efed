CREATE TABLE `event_inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` text NOT NULL,
	`event` text NOT NULL,
	`ts` integer NOT NULL,
	`body_hash` text NOT NULL,
	`sealed_body` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`outcome` text,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_inbox_once` ON `event_inbox` (`member_id`,`body_hash`);--> statement-breakpoint
CREATE INDEX `event_inbox_due` ON `event_inbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `launch_proofs` (
	`portal_id` integer NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `token_hash`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `launch_proofs_by_hash` ON `launch_proofs` (`token_hash`);--> statement-breakpoint
CREATE INDEX `launch_proofs_by_expiry` ON `launch_proofs` (`expires_at`);--> statement-breakpoint
CREATE TABLE `locks` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`portal_id` integer NOT NULL,
	`id` text NOT NULL,
	`subject` text NOT NULL,
	`author_id` integer NOT NULL,
	`text` text NOT NULL,
	`visibility` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`portal_id`, `id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notes_by_subject` ON `notes` (`portal_id`,`subject`,"pinned" desc,"created_at" desc,"id" desc) WHERE "notes"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX `notes_by_author` ON `notes` (`portal_id`,`author_id`,"created_at" desc,"id" desc) WHERE "notes"."deleted_at" is null;--> statement-breakpoint
CREATE TABLE `portals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` text NOT NULL,
	`client_endpoint` text NOT NULL,
	`origin` text NOT NULL,
	`oauth_server` text NOT NULL,
	`status` text NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`scopes` text DEFAULT '' NOT NULL,
	`language` text DEFAULT 'en' NOT NULL,
	`app_version` integer,
	`application_token_hash` text,
	`installer_id` integer,
	`last_event_ts` integer DEFAULT 0 NOT NULL,
	`installed_at` integer,
	`uninstalled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `portals_member_id_unique` ON `portals` (`member_id`);--> statement-breakpoint
CREATE INDEX `portals_by_origin` ON `portals` (`origin`);--> statement-breakpoint
CREATE TABLE `rest_journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`portal_id` integer NOT NULL,
	`user_id` integer,
	`method` text NOT NULL,
	`status` integer NOT NULL,
	`error_code` text,
	`duration_ms` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `rest_journal_by_portal` ON `rest_journal` (`portal_id`,`at`);--> statement-breakpoint
CREATE INDEX `rest_journal_by_time` ON `rest_journal` (`at`);--> statement-breakpoint
CREATE TABLE `subject_grants` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`key` text NOT NULL,
	`allowed` integer NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`, `key`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `subjects` (
	`portal_id` integer NOT NULL,
	`key` text NOT NULL,
	`card` text NOT NULL,
	`refreshed_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `key`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `user_tokens` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`sealed_access` text NOT NULL,
	`sealed_refresh` text NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text DEFAULT 'live' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `users` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`name` text NOT NULL,
	`photo` text,
	`time_zone` text,
	`is_admin` integer DEFAULT false NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
