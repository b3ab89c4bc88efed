CREATE TABLE `subject_lists` (
	`portal_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`owner` text NOT NULL,
	`start` integer NOT NULL,
	`keys` text NOT NULL,
	`more` integer NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`, `owner`, `start`),
	FOREIGN KEY (`portal_id`) REFERENCES `portals`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `subject_lists_by_age` ON `subject_lists` (`checked_at`);