-- A gradebook of version 0.1.0: `.dump` of what that version left of a class of five, with marks by hand; the text
-- of the self-check is left out.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('e43177bfe90b');
CREATE TABLE assignment (
	id VARCHAR(32) NOT NULL,
	name VARCHAR(128) NOT NULL,
	duedate DATETIME,
	course_id VARCHAR(128) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name),
	FOREIGN KEY(course_id) REFERENCES course (id)
);
INSERT INTO "assignment" VALUES('7b454de607e843a9937a180b1ff76ea2','06_forget_gate',NULL,'lstm');
CREATE TABLE base_cell (
	id VARCHAR(32) NOT NULL,
	name VARCHAR(128) NOT NULL,
	notebook_id VARCHAR(32) NOT NULL,
	type VARCHAR(50),
	PRIMARY KEY (id),
	UNIQUE (name, notebook_id, type),
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "base_cell" VALUES('151c5ccfcd4041bca1316831037a7226','check_forget_gate','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('cea70541a84e42528d50ff63ea59f8ec','check_keep','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('11c5fce3d656459283db3b37f6d97c68','check_half_life','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('73c1d008dc7946be8625dd9cf3ae3ed6','check_answer_1','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('881801ced35642f79a15adbbd1a0cfac','check_answer_2','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('4adbfb9c996a4f8aa6a46f6ffb384dd8','check_answer_3','6bda5b3658664c8d9226c580d87e9a69','GradeCell');
INSERT INTO "base_cell" VALUES('073b4e1d8e1047cfbc0847f57294b2dc','forget_gate','6bda5b3658664c8d9226c580d87e9a69','SolutionCell');
INSERT INTO "base_cell" VALUES('de0abd0cf3224ce69501960092b69923','keep','6bda5b3658664c8d9226c580d87e9a69','SolutionCell');
INSERT INTO "base_cell" VALUES('49008d33df8c4a63980012c4c48f3a9e','half_life','6bda5b3658664c8d9226c580d87e9a69','SolutionCell');
CREATE TABLE comment (
	id VARCHAR(32) NOT NULL,
	notebook_id VARCHAR(32),
	cell_id VARCHAR(32),
	auto_comment TEXT,
	manual_comment TEXT,
	PRIMARY KEY (id),
	UNIQUE (cell_id, notebook_id),
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id),
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "comment" VALUES('682d96f23eed4ef1a9c309fb7aab60fc','052a861d99fd47398acd95ba5af5a027','073b4e1d8e1047cfbc0847f57294b2dc',NULL,NULL);
INSERT INTO "comment" VALUES('6c0f5f58856d404d97ed40be3896b907','052a861d99fd47398acd95ba5af5a027','de0abd0cf3224ce69501960092b69923',NULL,NULL);
INSERT INTO "comment" VALUES('abb6997fe2134639b9807ed17fbc19ab','052a861d99fd47398acd95ba5af5a027','49008d33df8c4a63980012c4c48f3a9e',NULL,NULL);
INSERT INTO "comment" VALUES('fe69add0b3ce49349ab2e952c5076e27','51f6605c3f1d449ea9b48a3f81caa299','073b4e1d8e1047cfbc0847f57294b2dc',NULL,NULL);
INSERT INTO "comment" VALUES('4e0b9fcc514d4d40824b7d5d36e40bee','51f6605c3f1d449ea9b48a3f81caa299','de0abd0cf3224ce69501960092b69923',NULL,'The idea is right.');
INSERT INTO "comment" VALUES('e85253396d3c42b6ac3241aef7b9ee4d','51f6605c3f1d449ea9b48a3f81caa299','49008d33df8c4a63980012c4c48f3a9e',NULL,NULL);
INSERT INTO "comment" VALUES('88f06df232004964aa97f1d2c97add92','82387e79f9cf42ef9ba7be8d3c42e1ff','073b4e1d8e1047cfbc0847f57294b2dc',NULL,NULL);
INSERT INTO "comment" VALUES('aec46af7f7f8446b8ecd290c21119c1f','82387e79f9cf42ef9ba7be8d3c42e1ff','de0abd0cf3224ce69501960092b69923',NULL,NULL);
INSERT INTO "comment" VALUES('4c5eda790e4043dba7012fcaa6f4a5b1','82387e79f9cf42ef9ba7be8d3c42e1ff','49008d33df8c4a63980012c4c48f3a9e',NULL,NULL);
INSERT INTO "comment" VALUES('0b399e4e61e04918bfbd4db0ee4ca7c1','92f61eaeb1714bfdac91b1a32f371c04','073b4e1d8e1047cfbc0847f57294b2dc',NULL,NULL);
INSERT INTO "comment" VALUES('effa9719c3214a75be4ad437e24d12d6','92f61eaeb1714bfdac91b1a32f371c04','de0abd0cf3224ce69501960092b69923',NULL,NULL);
INSERT INTO "comment" VALUES('90ccfc6221e4417b870f609160768a44','92f61eaeb1714bfdac91b1a32f371c04','49008d33df8c4a63980012c4c48f3a9e',NULL,NULL);
INSERT INTO "comment" VALUES('668fdbdb8ca14616af526f63030b1311','7a68d5db4b6c406a90ed2ed1b1d69cfb','073b4e1d8e1047cfbc0847f57294b2dc','No response.',NULL);
INSERT INTO "comment" VALUES('1aef3040efcd4479b8b220a70a4b6aae','7a68d5db4b6c406a90ed2ed1b1d69cfb','de0abd0cf3224ce69501960092b69923','No response.',NULL);
INSERT INTO "comment" VALUES('423fcd3915dc4f999d8d77a1f54d9348','7a68d5db4b6c406a90ed2ed1b1d69cfb','49008d33df8c4a63980012c4c48f3a9e','No response.',NULL);
CREATE TABLE course (
	id VARCHAR(128) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (id)
);
INSERT INTO "course" VALUES('lstm');
INSERT INTO "course" VALUES('default_course');
CREATE TABLE grade (
	id VARCHAR(32) NOT NULL,
	notebook_id VARCHAR(32),
	cell_id VARCHAR(32),
	auto_score FLOAT,
	manual_score FLOAT,
	extra_credit FLOAT,
	needs_manual_grade BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (cell_id, notebook_id),
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id),
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "grade" VALUES('8f7a11a6165d4abfb39d00ea7f2ed284','052a861d99fd47398acd95ba5af5a027','151c5ccfcd4041bca1316831037a7226',3.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3c35d29ba22141f3bd6736cc35f1b3d4','052a861d99fd47398acd95ba5af5a027','cea70541a84e42528d50ff63ea59f8ec',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('7a222b63d2b545c4bd03d2447543ee7c','052a861d99fd47398acd95ba5af5a027','11c5fce3d656459283db3b37f6d97c68',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('27ec11e16ec540159963f4e4358ffe06','052a861d99fd47398acd95ba5af5a027','73c1d008dc7946be8625dd9cf3ae3ed6',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('a1adb0e3a6ee4f3596b04709755143ed','052a861d99fd47398acd95ba5af5a027','881801ced35642f79a15adbbd1a0cfac',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b1e5c161715846979c85ad0e81f4630a','052a861d99fd47398acd95ba5af5a027','4adbfb9c996a4f8aa6a46f6ffb384dd8',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3e26ec57c15d4ccd8bf859cf34373d47','51f6605c3f1d449ea9b48a3f81caa299','151c5ccfcd4041bca1316831037a7226',3.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('079ac3df7b534d87b84ea9dd056f3a53','51f6605c3f1d449ea9b48a3f81caa299','cea70541a84e42528d50ff63ea59f8ec',0.0,1.5,NULL,0);
INSERT INTO "grade" VALUES('bc548880ecb5428dbc9c377204cd8f3f','51f6605c3f1d449ea9b48a3f81caa299','11c5fce3d656459283db3b37f6d97c68',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('69f946f325a447af997a29a7d2eb9bff','51f6605c3f1d449ea9b48a3f81caa299','73c1d008dc7946be8625dd9cf3ae3ed6',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('cb4b511ba7274c8aa83da510a2e86fb6','51f6605c3f1d449ea9b48a3f81caa299','881801ced35642f79a15adbbd1a0cfac',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('21992d1fbbe844b7927badfe39d54e77','51f6605c3f1d449ea9b48a3f81caa299','4adbfb9c996a4f8aa6a46f6ffb384dd8',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('3dbb015ca9d6472ea040d52045e67d24','82387e79f9cf42ef9ba7be8d3c42e1ff','151c5ccfcd4041bca1316831037a7226',3.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('83b0bf774d65433fb130ae014d77bb5a','82387e79f9cf42ef9ba7be8d3c42e1ff','cea70541a84e42528d50ff63ea59f8ec',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('aa9df8d13de84dcbafed08e7a70763f4','82387e79f9cf42ef9ba7be8d3c42e1ff','11c5fce3d656459283db3b37f6d97c68',2.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ba4172b3bc9744fc8b62a7c0867b45ce','82387e79f9cf42ef9ba7be8d3c42e1ff','73c1d008dc7946be8625dd9cf3ae3ed6',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('0d06d7ffc7c1433ea23e892e53b8c078','82387e79f9cf42ef9ba7be8d3c42e1ff','881801ced35642f79a15adbbd1a0cfac',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('26af91c9b6054c18bbcc296b8546d4eb','82387e79f9cf42ef9ba7be8d3c42e1ff','4adbfb9c996a4f8aa6a46f6ffb384dd8',1.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b97ddd6aa90e4aeaa60113e9aeb85401','92f61eaeb1714bfdac91b1a32f371c04','151c5ccfcd4041bca1316831037a7226',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b9375bb1904e43b7b52a88c65f83d022','92f61eaeb1714bfdac91b1a32f371c04','cea70541a84e42528d50ff63ea59f8ec',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b676a3ae0054470cb4771df454a37ac1','92f61eaeb1714bfdac91b1a32f371c04','11c5fce3d656459283db3b37f6d97c68',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('1f672b1e1afc4f238629ccccba3ab64e','92f61eaeb1714bfdac91b1a32f371c04','73c1d008dc7946be8625dd9cf3ae3ed6',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('5281734557bd4c09bde1fdc8bb6f7964','92f61eaeb1714bfdac91b1a32f371c04','881801ced35642f79a15adbbd1a0cfac',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('1ef21b9350af4ce28d32eb078f0a65ea','92f61eaeb1714bfdac91b1a32f371c04','4adbfb9c996a4f8aa6a46f6ffb384dd8',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ff2fb6ac44d84a019fdf185310390d3b','7a68d5db4b6c406a90ed2ed1b1d69cfb','151c5ccfcd4041bca1316831037a7226',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('88f386ac58d3440c977b4b1293ad18a2','7a68d5db4b6c406a90ed2ed1b1d69cfb','cea70541a84e42528d50ff63ea59f8ec',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2ea7f5395cad4beabab33e5ea0c0337f','7a68d5db4b6c406a90ed2ed1b1d69cfb','11c5fce3d656459283db3b37f6d97c68',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('dc663b910ea5429491a1b23e12a31067','7a68d5db4b6c406a90ed2ed1b1d69cfb','73c1d008dc7946be8625dd9cf3ae3ed6',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('f0874206122347388cca8ebddee23dc3','7a68d5db4b6c406a90ed2ed1b1d69cfb','881801ced35642f79a15adbbd1a0cfac',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('dd2a38a1ca844ca29ad097395c676852','7a68d5db4b6c406a90ed2ed1b1d69cfb','4adbfb9c996a4f8aa6a46f6ffb384dd8',0.0,NULL,NULL,0);
CREATE TABLE grade_cells (
	id VARCHAR(32) NOT NULL,
	max_score FLOAT NOT NULL,
	cell_type VARCHAR(8) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "grade_cells" VALUES('151c5ccfcd4041bca1316831037a7226',3.0,'code');
INSERT INTO "grade_cells" VALUES('cea70541a84e42528d50ff63ea59f8ec',2.0,'code');
INSERT INTO "grade_cells" VALUES('11c5fce3d656459283db3b37f6d97c68',2.0,'code');
INSERT INTO "grade_cells" VALUES('73c1d008dc7946be8625dd9cf3ae3ed6',1.0,'code');
INSERT INTO "grade_cells" VALUES('881801ced35642f79a15adbbd1a0cfac',1.0,'code');
INSERT INTO "grade_cells" VALUES('4adbfb9c996a4f8aa6a46f6ffb384dd8',1.0,'code');
CREATE TABLE lstm_check (
	grading_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	"check" VARCHAR(128) NOT NULL,
	score FLOAT NOT NULL,
	max_score FLOAT NOT NULL,
	verdict VARCHAR(16) NOT NULL,
	misconception VARCHAR(64) NOT NULL,
	message TEXT NOT NULL,
	PRIMARY KEY (grading_id, position)
);
INSERT INTO "lstm_check" VALUES(1,0,'forget_gate',3.0,3.0,'right','','forget_gate: right on all 13 calls.');
INSERT INTO "lstm_check" VALUES(1,1,'keep',2.0,2.0,'right','','keep: right on all 12 calls.');
INSERT INTO "lstm_check" VALUES(1,2,'half_life',2.0,2.0,'right','','half_life: right on all 15 calls.');
INSERT INTO "lstm_check" VALUES(1,3,'answer_1',1.0,1.0,'right','','answer_1: right.');
INSERT INTO "lstm_check" VALUES(1,4,'answer_2',1.0,1.0,'right','','answer_2: right.');
INSERT INTO "lstm_check" VALUES(1,5,'answer_3',1.0,1.0,'right','','answer_3: right.');
INSERT INTO "lstm_check" VALUES(2,0,'forget_gate',3.0,3.0,'right','','forget_gate: right on all 13 calls.');
INSERT INTO "lstm_check" VALUES(2,1,'keep',0.0,2.0,'wrong','A1','Called: keep(f_t (1, 2), c_prev (1, 2))
Came back: ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 1 is different from 2) (line 2 of code cell 5)
Looks like: a matrix product where each entry should meet its own partner. The arrays were joined by a matrix product. That adds up over units or examples; here every entry meets its partner in the same place, and nothing is added. The shape is right only for square arrays (B = H), and even then the values are wrong.
Read: 06_forget_gate.html#fg-a1');
INSERT INTO "lstm_check" VALUES(2,2,'half_life',2.0,2.0,'right','','half_life: right on all 15 calls.');
INSERT INTO "lstm_check" VALUES(2,3,'answer_1',1.0,1.0,'right','','answer_1: right.');
INSERT INTO "lstm_check" VALUES(2,4,'answer_2',1.0,1.0,'right','','answer_2: right.');
INSERT INTO "lstm_check" VALUES(2,5,'answer_3',1.0,1.0,'right','','answer_3: right.');
INSERT INTO "lstm_check" VALUES(3,0,'forget_gate',3.0,3.0,'right','','forget_gate: right on all 13 calls.');
INSERT INTO "lstm_check" VALUES(3,1,'keep',0.0,2.0,'wrong','A1','Called: keep(f_t (1, 2), c_prev (1, 2))
Came back: ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 1 is different from 2) (line 2 of code cell 5)
Looks like: a matrix product where each entry should meet its own partner. The arrays were joined by a matrix product. That adds up over units or examples; here every entry meets its partner in the same place, and nothing is added. The shape is right only for square arrays (B = H), and even then the values are wrong.
Read: 06_forget_gate.html#fg-a1');
INSERT INTO "lstm_check" VALUES(3,2,'half_life',2.0,2.0,'right','','half_life: right on all 15 calls.');
INSERT INTO "lstm_check" VALUES(3,3,'answer_1',1.0,1.0,'right','','answer_1: right.');
INSERT INTO "lstm_check" VALUES(3,4,'answer_2',1.0,1.0,'right','','answer_2: right.');
INSERT INTO "lstm_check" VALUES(3,5,'answer_3',1.0,1.0,'right','','answer_3: right.');
INSERT INTO "lstm_check" VALUES(4,0,'forget_gate',0.0,3.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(4,1,'keep',0.0,2.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(4,2,'half_life',0.0,2.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(4,3,'answer_1',0.0,1.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(4,4,'answer_2',0.0,1.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(4,5,'answer_3',0.0,1.0,'unreadable','','Not readable: the file is not JSON, as a notebook is: Expecting value: line 1 column 1 (char 0).');
INSERT INTO "lstm_check" VALUES(5,0,'forget_gate',0.0,3.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(5,1,'keep',0.0,2.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(5,2,'half_life',0.0,2.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(5,3,'answer_1',0.0,1.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(5,4,'answer_2',0.0,1.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(5,5,'answer_3',0.0,1.0,'missing','','No notebook was handed in.');
INSERT INTO "lstm_check" VALUES(6,0,'forget_gate',3.0,3.0,'right','','forget_gate: right on all 13 calls.');
INSERT INTO "lstm_check" VALUES(6,1,'keep',2.0,2.0,'right','','keep: right on all 12 calls.');
INSERT INTO "lstm_check" VALUES(6,2,'half_life',2.0,2.0,'right','','half_life: right on all 15 calls.');
INSERT INTO "lstm_check" VALUES(6,3,'answer_1',1.0,1.0,'right','','answer_1: right.');
INSERT INTO "lstm_check" VALUES(6,4,'answer_2',1.0,1.0,'right','','answer_2: right.');
INSERT INTO "lstm_check" VALUES(6,5,'answer_3',1.0,1.0,'right','','answer_3: right.');
CREATE TABLE lstm_grading (
	id INTEGER NOT NULL,
	student TEXT NOT NULL,
	assignment VARCHAR(128) NOT NULL,
	notebook VARCHAR(128) NOT NULL,
	notebook_hash VARCHAR(64) NOT NULL,
	seed VARCHAR(128) NOT NULL,
	spec_hash VARCHAR(64) NOT NULL,
	versions TEXT NOT NULL,
	sandbox TEXT NOT NULL,
	flags TEXT NOT NULL,
	graded_at VARCHAR(40) NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "lstm_grading" VALUES(1,'ada','06_forget_gate','forget_gate','1ecbfa969f1ac4b0a16245e6de5b8ac95bf7604b96f59ebc9b55b726ade6fbfa','158c60e13c09e7be572117170aa2dcd8e7fee7645e11970ac36e68adc1164f1a','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','["bubblewrap", "namespaces", "landlock", "own user", "private home", "rlimits", "seccomp"]','[]','2026-11-26T01:14:01+00:00');
INSERT INTO "lstm_grading" VALUES(2,'alan','06_forget_gate','forget_gate','f0acae03ea2599354fadc373f6e6a840c40dd9a8b8ede62c82d6cf7ed04b2b2f','811031bf118bb8746c2e99d0c91baababfcd319d76fb6cc5b2b1f7d5843f7a74','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','["bubblewrap", "namespaces", "landlock", "own user", "private home", "rlimits", "seccomp"]','[]','2026-11-26T01:14:01+00:00');
INSERT INTO "lstm_grading" VALUES(3,'emmy','06_forget_gate','forget_gate','f0acae03ea2599354fadc373f6e6a840c40dd9a8b8ede62c82d6cf7ed04b2b2f','52bf1f6d781a8510f1b6a9087f524c631965bfae186d23e36bed9c627f643448','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','["bubblewrap", "namespaces", "landlock", "own user", "private home", "rlimits", "seccomp"]','[]','2026-11-26T01:14:01+00:00');
INSERT INTO "lstm_grading" VALUES(4,'kurt','06_forget_gate','forget_gate','ffb501c54fc478524682c6fdb33196d03fd98e4288406f85b31cd6f5f9dbad52','9250ed3629f27b3c389d3def1ed5cf2e3896ebea5dd1891bb11e3e6d84beb785','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','[]','[]','2026-11-26T01:14:01+00:00');
INSERT INTO "lstm_grading" VALUES(5,'sofia','06_forget_gate','forget_gate','','2e5063525c05bf89bc5585c1e8da222f8232f49d2eb6ca8a1afa8a151e12fdff','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','[]','[]','2026-11-26T01:14:01+00:00');
INSERT INTO "lstm_grading" VALUES(6,'emmy','06_forget_gate','forget_gate','1ecbfa969f1ac4b0a16245e6de5b8ac95bf7604b96f59ebc9b55b726ade6fbfa','2d9a9a7bb3fd7f1203c99484bf50213f9fb672c60f233eae0a3b9de0a6b24ed5','39344261ea1301984f1df776ee7fd1134c7d3a577cc9aaa9c02452454315bd8f','[["python", "3.11.7"], ["numpy", "2.4.6"], ["matplotlib", "3.11.2"], ["ipython", "9.18.1"], ["nbgrader", "0.9.6"]]','["bubblewrap", "namespaces", "landlock", "own user", "private home", "rlimits", "seccomp"]','[]','2026-11-26T01:14:06+00:00');
CREATE TABLE notebook (
	id VARCHAR(32) NOT NULL,
	name VARCHAR(128) NOT NULL,
	assignment_id VARCHAR(32),
	kernelspec VARCHAR(1024),
	PRIMARY KEY (id),
	UNIQUE (name, assignment_id),
	FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "notebook" VALUES('6bda5b3658664c8d9226c580d87e9a69','forget_gate','7b454de607e843a9937a180b1ff76ea2','{"display_name": "Python 3", "language": "python", "name": "python3"}');
CREATE TABLE solution_cells (
	id VARCHAR(32) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "solution_cells" VALUES('073b4e1d8e1047cfbc0847f57294b2dc');
INSERT INTO "solution_cells" VALUES('de0abd0cf3224ce69501960092b69923');
INSERT INTO "solution_cells" VALUES('49008d33df8c4a63980012c4c48f3a9e');
CREATE TABLE source_cell (
	id VARCHAR(32) NOT NULL,
	name VARCHAR(128) NOT NULL,
	cell_type VARCHAR(8) NOT NULL,
	locked BOOLEAN NOT NULL,
	source TEXT,
	checksum VARCHAR(128),
	notebook_id VARCHAR(32),
	PRIMARY KEY (id),
	UNIQUE (name, notebook_id),
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "source_cell" VALUES('2e559910364948eba9372c854b244e23','tools','code',1,'import matplotlib.pyplot as plt
import numpy as np


def sigmoid(z):
    """Squashes every entry of z into (0, 1), safe for any z: the one of 05."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)','11e61b0e616f4abcc977f1f448fee847','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('3adf2d75c05c4fecb1778fed658cebf2','selfcheck','code',1,'# The self-check of version 0.1.0, 120,000 characters of it, is left out here.','left out','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('e01e4761a978490faf5cf9317deeb232','forget_gate','code',0,'def forget_gate(x_t, h_prev, W_f, b_f):
    """The share of each memory that is kept.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        W_f: (D+H, H), weights; the first D rows belong to x_t
        b_f: (H,), bias

    Returns:
        f_t: (B, H), between 0 and 1
    """
    # YOUR CODE HERE
    raise NotImplementedError()','dfd0c8f058b7082b18e22d8b9820bfa1','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('f6cb47fa287c4803a6262da0e5b0d117','check_forget_gate','code',1,'check(forget_gate)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge forget_gate
### END HIDDEN TESTS','f77a36e693e8a420377b23265bc84a8c','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('c0323116adeb4802b3a71e2035bfcebc','keep','code',0,'def keep(f_t, c_prev):
    """What is left of the old memory.

    Arguments:
        f_t: (B, H), the forget gate
        c_prev: (B, H), the cell of the step before

    Returns:
        kept: (B, H)
    """
    # YOUR CODE HERE
    raise NotImplementedError()','05eb3cd60a2ac3795e14a15ef76e018b','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('4f8a807d90664ad7a837c0ee20c0db17','check_keep','code',1,'check(keep)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge keep
### END HIDDEN TESTS','e8ceaef25eea7c8022475d472453bb02','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('7f8e330588df42a9975d5436ba9061d1','half_life','code',0,'def half_life(f):
    """Steps n with f ** n = 1/2.

    Arguments:
        f: gate values in [0, 1], an array of any shape or one number

    Returns:
        steps: the shape of f; 0 where f is 0, inf where f is 1
    """
    # YOUR CODE HERE
    raise NotImplementedError()','57adee5ed6d586fae42c7704cabe1294','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('fb1a32f2e3e346c5b2d53ab68ffa4810','check_half_life','code',1,'check(half_life)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge half_life
### END HIDDEN TESTS','ba462fa95e44d23da6c85c3d700a9e5f','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('0d1617dcc00f42f88ee40bef7218d274','check_answer_1','code',1,'check(answer_1=answer_1)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge answer_1
### END HIDDEN TESTS','20d08c1b389d0ba96244a3d7f47b85c5','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('432928e3b12749e8817b2751c7af2062','check_answer_2','code',1,'check(answer_2=answer_2)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge answer_2
### END HIDDEN TESTS','bc75a20f010b02c016dc168d9522d2a7','6bda5b3658664c8d9226c580d87e9a69');
INSERT INTO "source_cell" VALUES('7c231bf822df4f54b70a199a3ce299cd','check_answer_3','code',1,'check(answer_3=answer_3)
### BEGIN HIDDEN TESTS
raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")  #: judge answer_3
### END HIDDEN TESTS','6a1582bc1979553be2958871893be3af','6bda5b3658664c8d9226c580d87e9a69');
CREATE TABLE student (
	id VARCHAR(128) NOT NULL,
	first_name VARCHAR(128),
	last_name VARCHAR(128),
	email VARCHAR(128),
	lms_user_id VARCHAR(128),
	PRIMARY KEY (id)
);
INSERT INTO "student" VALUES('ada',NULL,NULL,NULL,NULL);
INSERT INTO "student" VALUES('alan',NULL,NULL,NULL,NULL);
INSERT INTO "student" VALUES('emmy',NULL,NULL,NULL,NULL);
INSERT INTO "student" VALUES('kurt',NULL,NULL,NULL,NULL);
INSERT INTO "student" VALUES('sofia',NULL,NULL,NULL,NULL);
CREATE TABLE submitted_assignment (
	id VARCHAR(32) NOT NULL,
	assignment_id VARCHAR(32),
	student_id VARCHAR(128),
	timestamp DATETIME,
	extension DATETIME,
	PRIMARY KEY (id),
	UNIQUE (assignment_id, student_id),
	FOREIGN KEY(assignment_id) REFERENCES assignment (id),
	FOREIGN KEY(student_id) REFERENCES student (id)
);
INSERT INTO "submitted_assignment" VALUES('928bde06ad1e48178c56d06f26619fc8','7b454de607e843a9937a180b1ff76ea2','ada',NULL,NULL);
INSERT INTO "submitted_assignment" VALUES('f55479409a3145f9877271375d0e45c9','7b454de607e843a9937a180b1ff76ea2','alan',NULL,NULL);
INSERT INTO "submitted_assignment" VALUES('7ddfa4e1d04e43faaa7b05db06c55ab3','7b454de607e843a9937a180b1ff76ea2','emmy',NULL,NULL);
INSERT INTO "submitted_assignment" VALUES('654e312f9f8d416092f22e0089427c34','7b454de607e843a9937a180b1ff76ea2','kurt',NULL,NULL);
INSERT INTO "submitted_assignment" VALUES('2dcff26aa0334b809ddd0643d519d47c','7b454de607e843a9937a180b1ff76ea2','sofia',NULL,NULL);
CREATE TABLE submitted_notebook (
	id VARCHAR(32) NOT NULL,
	assignment_id VARCHAR(32),
	notebook_id VARCHAR(32),
	flagged BOOLEAN,
	late_submission_penalty FLOAT,
	PRIMARY KEY (id),
	UNIQUE (notebook_id, assignment_id),
	FOREIGN KEY(assignment_id) REFERENCES submitted_assignment (id),
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "submitted_notebook" VALUES('052a861d99fd47398acd95ba5af5a027','928bde06ad1e48178c56d06f26619fc8','6bda5b3658664c8d9226c580d87e9a69',0,NULL);
INSERT INTO "submitted_notebook" VALUES('51f6605c3f1d449ea9b48a3f81caa299','f55479409a3145f9877271375d0e45c9','6bda5b3658664c8d9226c580d87e9a69',0,NULL);
INSERT INTO "submitted_notebook" VALUES('82387e79f9cf42ef9ba7be8d3c42e1ff','7ddfa4e1d04e43faaa7b05db06c55ab3','6bda5b3658664c8d9226c580d87e9a69',0,NULL);
INSERT INTO "submitted_notebook" VALUES('92f61eaeb1714bfdac91b1a32f371c04','654e312f9f8d416092f22e0089427c34','6bda5b3658664c8d9226c580d87e9a69',0,NULL);
INSERT INTO "submitted_notebook" VALUES('7a68d5db4b6c406a90ed2ed1b1d69cfb','2dcff26aa0334b809ddd0643d519d47c','6bda5b3658664c8d9226c580d87e9a69',0,NULL);
CREATE TABLE task_cells (
	id VARCHAR(32) NOT NULL,
	max_score FLOAT NOT NULL,
	cell_type VARCHAR(8) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
CREATE INDEX lstm_grading_of ON lstm_grading (student, assignment, id);
COMMIT;
